import type * as tf from '@tensorflow/tfjs';

/** What is needed of tfjs's cpu backend: typed arrays by data id. */
interface CpuBackend extends tf.KernelBackend {
  data: { get(dataId: object): { values: Float32Array } };
  makeTensorInfo(shape: number[], dtype: tf.DataType, values?: Float32Array): tf.TensorInfo;
}

/** What is needed of tfjs's wasm backend: its heap, and offsets into it. */
interface WasmBackend extends tf.KernelBackend {
  wasm: { HEAPU8: Uint8Array; asm?: { memory?: WebAssembly.Memory }; wasmMemory?: WebAssembly.Memory };
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: number[], dtype: tf.DataType): tf.TensorInfo;
}

export type HostBackend =
  | { readonly kind: 'arrays'; readonly backend: CpuBackend }
  | { readonly kind: 'heap'; readonly backend: WasmBackend; readonly memory: WebAssembly.Memory };

/** How a backend that keeps its data in host memory can be reached; undefined for the others. Checked by shape. */
export function hostMemory(backend: tf.KernelBackend): HostBackend | undefined {
  const arrays = backend as Partial<CpuBackend>;
  if (arrays.data?.get && arrays.makeTensorInfo && Object.hasOwn(backend, 'blockSize')) {
    return { kind: 'arrays', backend: backend as CpuBackend };
  }
  const heap = backend as Partial<WasmBackend>;
  const memory = heap.wasm?.wasmMemory ?? heap.wasm?.asm?.memory;
  if (memory && memory.buffer === heap.wasm?.HEAPU8?.buffer && heap.dataIdMap && heap.makeOutput) {
    return { kind: 'heap', backend: backend as WasmBackend, memory };
  }
  return undefined;
}

import type * as tf from '@tensorflow/tfjs-core';

/** A tensor's values on tfjs's cpu backend, and how many tensors show them. */
export interface CpuData {
  values: Float32Array;
  readonly refCount: number;
}

/** Typed arrays by data id, as tfjs's cpu backend has them. */
interface CpuArrays extends Pick<tf.KernelBackend, 'incRef'> {
  data: { get(dataId: object): CpuData };
  makeTensorInfo(shape: number[], dtype: tf.DataType, values?: Float32Array | Int32Array | Uint8Array): tf.TensorInfo;
}

/** What is needed of tfjs-node's backend: values wait in `tensorMap` until an operation asks for the tensor. */
interface NodeBackend extends tf.KernelBackend {
  tensorMap: { get(dataId: object): { values: Float32Array | null; id: number; readonly refCount: number } };
  binding: { deleteTensor(id: number): void };
}

/** What is needed of tfjs's wasm backend: its heap, and offsets into it. */
interface WasmBackend extends tf.KernelBackend {
  wasm: {
    HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    asm?: { memory?: WebAssembly.Memory };
    wasmMemory?: WebAssembly.Memory;
    tfjs: { registerTensor(id: number, size: number, memoryOffset: number): void; disposeData(id: number): void };
  };
  dataIdMap: { get(dataId: object): { id: number; memoryOffset: number } };
  dataIdNextNumber: number;
  makeOutput(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array | Int32Array | Uint8Array;
}

export interface Arrays {
  readonly kind: 'arrays';
  readonly backend: CpuArrays;
  /** TensorFlow's own operations take denormals for 0, so that a kernel and operations may differ. */
  readonly flushesDenormals?: boolean;
}

export interface Heap {
  readonly kind: 'heap';
  readonly backend: WasmBackend;
  readonly memory: WebAssembly.Memory;
}

/** How a backend that keeps its data in host memory can be reached; undefined for the others. Checked by shape. */
export function hostMemory(backend: tf.KernelBackend): Arrays | Heap | undefined {
  const arrays = backend as Partial<tf.KernelBackend & CpuArrays>;
  if (arrays.data?.get && arrays.makeTensorInfo && Object.hasOwn(backend, 'blockSize')) {
    return { kind: 'arrays', backend: arrays as CpuArrays };
  }
  const node = backend as Partial<NodeBackend>;
  if (node.tensorMap?.get && node.binding?.deleteTensor) {
    return { kind: 'arrays', backend: fetched(node as NodeBackend), flushesDenormals: true };
  }
  const heap = backend as Partial<WasmBackend>;
  const memory = heap.wasm?.wasmMemory ?? heap.wasm?.asm?.memory;
  if (memory && memory.buffer === heap.wasm?.HEAPU8?.buffer && heap.dataIdMap && heap.makeOutput) {
    return { kind: 'heap', backend: backend as WasmBackend, memory };
  }
  return undefined;
}

/**
 * tfjs-node's tensors as arrays: one that TensorFlow holds is fetched, and is given back when an operation asks for it. Slots,
 * for which none asks, stay; so a step copies the gradient and the parameter, and a dozen small operations cost more.
 */
function fetched(backend: NodeBackend): CpuArrays {
  return {
    data: {
      get(dataId) {
        const data = backend.tensorMap.get(dataId);
        if (!data.values) {
          data.values = backend.readSync(dataId) as Float32Array;
          backend.binding.deleteTensor(data.id);
          data.id = -1;
        }
        return data as CpuData;
      },
    },
    incRef: (dataId) => backend.incRef(dataId),
    makeTensorInfo: (shape, dtype, values) => ({ dataId: backend.write(values!, shape, dtype), shape, dtype }),
  };
}

/**
 * Gives a tensor of the wasm backend a new number for the same memory. Its matMul and conv2d keep packed copies of
 * weights by that number (XNNPACK's), and would go on with the old ones.
 */
export function renumber(backend: WasmBackend, { dataId, shape }: tf.TensorInfo): void {
  const data = backend.dataIdMap.get(dataId);
  backend.wasm.tfjs.disposeData(data.id);
  data.id = backend.dataIdNextNumber++;
  backend.wasm.tfjs.registerTensor(data.id, sizeOf(shape), data.memoryOffset);
}

/** Number of elements; tf.util's own takes several times as long. */
export const sizeOf = (shape: readonly number[]) => shape.reduce((size, length) => size * length, 1);

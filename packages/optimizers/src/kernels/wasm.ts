import type * as tf from '@tensorflow/tfjs';
import type { Node, Pass } from './graph.js';
import { type HostBackend, hostMemory } from './host-memory.js';
import { wasmModule } from './wasm-module.js';

/** A pass over one variable. */
export interface PassInput {
  /** By name: every tensor that the pass reads, and every slot that it writes in place. */
  readonly tensors: Readonly<Record<string, tf.TensorInfo>>;
  /** In the pass's order. */
  readonly uniforms: ArrayLike<number>;
  /** Names of the outputs to put in new tensors; the other outputs are written in place. */
  readonly fresh: readonly string[];
  /** Receives the pass's reductions. */
  readonly sums: Float64Array;
}

/** Runs a pass; returns the fresh outputs, in order. */
export type PassKernel = (input: PassInput) => tf.TensorInfo[];

/** Compiles a pass for a backend whose data lie in host memory; undefined where that cannot be done. */
export function wasmKernel(backend: tf.KernelBackend, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const host = hostMemory(backend);
  if (!host || typeof WebAssembly === 'undefined') return undefined;
  return host.kind === 'heap' ? onHeap(host, nodes, pass) : onArrays(host, nodes, pass);
}

type Run = (size: number, pointers: readonly number[], uniforms: ArrayLike<number>) => void;

interface Instance {
  readonly run: Run;
  readonly clearSums: () => void;
  readonly readSums: (sums: Float64Array) => void;
}

function instantiate(nodes: readonly Node[], pass: Pass, memory: WebAssembly.Memory): Instance | undefined {
  const shared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  const bytes = wasmModule(nodes, pass, shared);
  if (!bytes) return undefined;
  let exports: WebAssembly.Exports;
  try {
    exports = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), { env: { memory } }).exports;
  } catch {
    return undefined; // no SIMD, or a content security policy without wasm-unsafe-eval
  }
  const step = exports.step as (...args: number[]) => void;
  const args: number[] = [];
  const run: Run = (size, pointers, uniforms) => {
    args.length = 0;
    args.push(size, ...pointers);
    for (let i = 0; i < uniforms.length; i++) args.push(uniforms[i]);
    step(...args);
  };
  const lanes = pass.reductions.map((_, reduction) =>
    Array.from({ length: 5 }, (_, lane) => exports[`sum${5 * reduction + lane}`] as WebAssembly.Global),
  );
  return {
    run,
    clearSums: () => {
      for (const lane of lanes.flat()) lane.value = 0;
    },
    readSums: (sums) =>
      lanes.forEach(([a, b, c, d, rest], reduction) => {
        sums[reduction] = a.value + b.value + (c.value + d.value) + rest.value;
      }),
  };
}

const sizeOf = ({ shape }: tf.TensorInfo) => shape.reduce((size, length) => size * length, 1);

/** On the wasm backend: straight on its heap. */
function onHeap(host: HostBackend & { kind: 'heap' }, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const { backend, memory } = host;
  const instance = instantiate(nodes, pass, memory);
  if (!instance) return undefined;
  const offsetOf = ({ dataId }: tf.TensorInfo) => backend.dataIdMap.get(dataId).memoryOffset;
  const shapedLike = pass.tensors[0]?.name ?? 'param';
  return ({ tensors, uniforms, fresh, sums }) => {
    // Every tensor is brought here, and every output made, before an offset is read: both may move data.
    for (const name of Object.keys(tensors)) offsetOf(tensors[name]);
    const like = tensors[shapedLike];
    const outputs = fresh.map(() => backend.makeOutput(like.shape, 'float32'));
    const pointers = [
      ...pass.tensors.map(({ name }) => offsetOf(tensors[name])),
      ...pass.outputs.map(({ name }) => {
        const index = fresh.indexOf(name);
        return offsetOf(index < 0 ? tensors[name] : outputs[index]);
      }),
    ];
    instance.clearSums();
    instance.run(sizeOf(like), pointers, uniforms);
    instance.readSums(sums);
    return outputs;
  };
}

/** Elements that go through the scratch memory at a time: the arrays of a step stay in the first-level cache. */
const chunk = 1024;
const pageBytes = 65536;

/** On the cpu backend: in chunks through a small memory of our own. */
function onArrays(host: HostBackend & { kind: 'arrays' }, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const { backend } = host;
  // An output takes the place of the input of its name: all loads come before the stores.
  const places = [...new Set([...pass.tensors, ...pass.outputs].map(({ name }) => name))];
  const memory = new WebAssembly.Memory({ initial: Math.ceil((places.length * chunk * 4) / pageBytes) });
  const instance = instantiate(nodes, pass, memory);
  if (!instance) return undefined;
  const views = places.map((_, place) => new Float32Array(memory.buffer, place * chunk * 4, chunk));
  const pointers = [...pass.tensors, ...pass.outputs].map(({ name }) => places.indexOf(name) * chunk * 4);
  const inputs = pass.tensors.map(({ name }) => ({ name, view: views[places.indexOf(name)] }));
  const outputs = pass.outputs.map(({ name }) => ({ name, view: views[places.indexOf(name)] }));
  return ({ tensors, uniforms, fresh, sums }) => {
    const like = tensors[pass.tensors[0]?.name ?? 'param'];
    const size = sizeOf(like);
    const valuesOf = (name: string) => backend.data.get(tensors[name].dataId).values;
    const sources = inputs.map(({ name }) => valuesOf(name));
    const results = fresh.map(() => new Float32Array(size));
    const targets = outputs.map(({ name }) => (fresh.includes(name) ? results[fresh.indexOf(name)] : valuesOf(name)));
    instance.clearSums();
    for (let start = 0; start < size; start += chunk) {
      const stop = Math.min(start + chunk, size);
      for (let i = 0; i < inputs.length; i++) inputs[i].view.set(sources[i].subarray(start, stop));
      instance.run(stop - start, pointers, uniforms);
      for (let i = 0; i < outputs.length; i++) {
        const { view } = outputs[i];
        targets[i].set(stop - start === chunk ? view : view.subarray(0, stop - start), start);
      }
    }
    instance.readSums(sums);
    return results.map((values) => backend.makeTensorInfo(like.shape, 'float32', values));
  };
}

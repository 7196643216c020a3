import type * as tf from '@tensorflow/tfjs-core';
import type { Reduction } from '../rule/value.js';
import { float32Module, globalsPerSum } from './float32-module.js';
import { combineLanes, folds } from './folds.js';
import { type Node, type Output, type Pass, tensorNames } from './graph.js';
import { type HostBackend, hostMemory, renumber, sizeOf } from './host-memory.js';
import { memoize } from './memoize.js';
import type { PassCall, PassKernel } from './pass-kernel.js';

/** Compiles a pass for a backend whose data lie in host memory; undefined where that cannot be done. */
export function wasmKernel(backend: tf.KernelBackend, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const host = hostMemory(backend);
  if (!host || typeof WebAssembly === 'undefined') return undefined;
  return host.kind === 'heap' ? onHeap(host, nodes, pass) : onArrays(host, nodes, pass);
}

interface Instance {
  /** Takes size, pointers and uniforms in one list, such as `args`. */
  readonly run: (args: readonly number[]) => void;
  /** Kept from call to call. It is made of no numbers, as from a list of nothing else each call would box them anew. */
  readonly args: number[];
  readonly clearSums: () => void;
  readonly readSums: (sums: number[]) => void;
}

function instantiate(nodes: readonly Node[], pass: Pass, memory: WebAssembly.Memory): Instance | undefined {
  const shared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  const bytes = float32Module(nodes, pass, shared);
  if (!bytes) return undefined;
  let exports: WebAssembly.Exports;
  try {
    exports = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), { env: { memory } }).exports;
  } catch {
    return undefined; // no SIMD, or a content security policy without wasm-unsafe-eval
  }
  const step = exports.step as (...numbers: number[]) => void;
  const sums = pass.reductions.map((_, sum) =>
    Array.from({ length: globalsPerSum }, (_, i) => exports[`sum${globalsPerSum * sum + i}`] as WebAssembly.Global),
  );
  const foldOf = pass.reductions.map((id) => folds[nodes[id].operation as Reduction]);
  return {
    run: (args) => step(...args),
    args: Array(1 + pass.tensors.length + pass.outputs.length + pass.uniforms.length).fill(undefined),
    clearSums: () => {
      for (const [sum, globals] of sums.entries()) for (const global of globals) global.value = foldOf[sum].start;
    },
    readSums: (results) =>
      sums.forEach((globals, sum) => {
        results[sum] = combineLanes(
          foldOf[sum],
          globals.map(({ value }) => value),
        );
      }),
  };
}

/** On the wasm backend: straight on its heap. */
function onHeap(host: HostBackend & { kind: 'heap' }, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const { backend, memory } = host;
  const instance = instantiate(nodes, pass, memory);
  if (!instance) return undefined;
  const { args } = instance;
  const { tensors, outputs } = pass;
  // Reading an offset may bring a tensor here from another backend; it moves no other.
  const offsetOf = ({ dataId }: tf.TensorInfo) => backend.dataIdMap.get(dataId).memoryOffset;
  const param = outputs.findIndex(({ name }) => name === 'param');
  // Where an output written in place is among the arguments already; looking it up again takes as long as the first time.
  const known = outputs.map(({ name }) => 1 + tensors.findIndex((tensor) => tensor.name === name));
  const run = ({ variables, uniforms, fresh, sums }: PassCall) => {
    const results: tf.TensorInfo[] = [];
    for (let v = 0; v < variables.length; v++) {
      const { [v]: given } = variables;
      let next = 0;
      args[next++] = sizeOf(given.param.shape);
      for (let i = 0; i < tensors.length; i++) args[next++] = offsetOf(given[tensors[i].name]);
      for (let i = 0; i < outputs.length; i++) {
        if (fresh[v][i]) results.push(backend.makeOutput(given.param.shape, 'float32'));
        if (fresh[v][i]) args[next++] = offsetOf(results[results.length - 1]);
        else args[next++] = known[i] > 0 ? args[known[i]] : offsetOf(given[outputs[i].name]);
      }
      if (v < uniforms.length) for (const uniform of uniforms[v]) args[next++] = uniform;
      instance.clearSums();
      instance.run(args);
      instance.readSums(sums[v]);
      if (param >= 0 && !fresh[v][param]) renumber(backend, given.param);
    }
    return results;
  };
  // Slices and dataSync() copy here; only tensors of one data id, which are counted, share a buffer.
  const canRenumber = backend.wasm.tfjs?.registerTensor !== undefined && backend.dataIdNextNumber !== undefined;
  return { run, writesInPlace: true, owns: ({ dataId }) => canRenumber && backend.refCount(dataId) === 1 };
}

/** Elements that go through the scratch memory at a time: few enough that the arrays of a step stay in cache. */
const chunk = 4096;
const pageBytes = 65536;

/** On the cpu backend: in chunks through a small memory of our own. */
function onArrays(host: HostBackend & { kind: 'arrays' }, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const { backend } = host;
  const names = tensorNames(pass);
  const placeOf = ({ name }: Output) => names.indexOf(name);
  const [inputs, outputs] = [pass.tensors.map(placeOf), pass.outputs.map(placeOf)];
  const memory = new WebAssembly.Memory({ initial: Math.ceil((names.length * chunk * 4) / pageBytes) });
  const instance = instantiate(nodes, pass, memory);
  if (!instance) return undefined;
  const { args } = instance;
  [...inputs, ...outputs].forEach((place, index) => {
    args[1 + index] = place * chunk * 4;
  });
  const firstUniform = 1 + inputs.length + outputs.length;
  const scratch = memoize((length: number) =>
    names.map((_, place) => new Float32Array(memory.buffer, place * chunk * 4, length)),
  );
  const sources: Float32Array[] = [];
  const targets: Float32Array[] = [];
  const run = ({ variables, uniforms, fresh, sums }: PassCall) => {
    const results: tf.TensorInfo[] = [];
    for (let v = 0; v < variables.length; v++) {
      const { [v]: given } = variables;
      const { shape } = given.param;
      const size = sizeOf(shape);
      if (v < uniforms.length) for (let i = 0; i < uniforms[v].length; i++) args[firstUniform + i] = uniforms[v][i];
      for (let place = 0; place < names.length; place++) {
        sources[place] = backend.data.get(given[names[place]].dataId).values;
      }
      for (let i = 0; i < outputs.length; i++) targets[i] = fresh[v][i] ? new Float32Array(size) : sources[outputs[i]];
      instance.clearSums();
      for (let start = 0; start < size; start += chunk) {
        const length = Math.min(chunk, size - start);
        const views = scratch(length);
        for (const place of inputs) views[place].set(part(sources[place], start, length));
        args[0] = length;
        instance.run(args);
        for (let i = 0; i < outputs.length; i++) targets[i].set(views[outputs[i]], start);
      }
      instance.readSums(sums[v]);
      for (let i = 0; i < outputs.length; i++) {
        if (fresh[v][i]) results.push(backend.makeTensorInfo(shape, 'float32', targets[i]));
      }
    }
    return results;
  };
  return { run, writesInPlace: true, owns: () => false };
}

/** A view of part of an array; itself where that is all of it. */
const part = (values: Float32Array, start: number, length: number) =>
  length === values.length ? values : values.subarray(start, start + length);

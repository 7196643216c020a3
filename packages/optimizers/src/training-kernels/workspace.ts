import type * as tf from '@tensorflow/tfjs-core';
import { type Arrays, type Heap, hostMemory, sizeOf } from '../kernels/host-memory.js';
import { pagesOf } from '../kernels/wasm-memory.js';
import { instantiateSimd, type Simd } from './simd/simd-module.js';

/** What a kernel works with: numbers in a memory that the SIMD functions see. Addresses are in bytes. */
export interface Work {
  readonly simd: Simd;
  /** The whole memory. */
  readonly floats: Float32Array;
  readonly inputs: readonly number[];
  /** Filled with zeros. */
  readonly output: number;
  /** What else was asked for; its content is left over from others. */
  readonly rooms: readonly number[];
}

/** What a kernel asks for. */
export interface Needs {
  /** Tensors of float32. */
  readonly inputs: readonly tf.TensorInfo[];
  readonly shape: readonly number[];
  /** Sizes in float32. */
  readonly rooms?: readonly number[];
}

export type Numbers = Float32Array | Int32Array | Uint8Array;

/** How training kernels reach the tensors of a backend. */
export interface Workspace {
  /** Lets `compute` make one new tensor of float32. */
  make(needs: Needs, compute: (work: Work) => void): tf.TensorInfo;
  /** Lets `fill` make one new tensor from others, on typed arrays; the new one's is full of zeros. */
  makeOnArrays(
    inputs: readonly tf.TensorInfo[],
    shape: readonly number[],
    dtype: tf.DataType,
    fill: (output: Numbers, inputs: readonly Numbers[]) => void,
  ): tf.TensorInfo;
  /** Lets `fill` make new tensors of float32 from others, on typed arrays; what is in the new ones is left over from others. */
  makeSeveral(
    inputs: readonly tf.TensorInfo[],
    shapes: readonly (readonly number[])[],
    fill: (outputs: readonly Numbers[], inputs: readonly Numbers[]) => void,
  ): tf.TensorInfo[];
  /** Whether tfjs's own slices in one piece are views, which cost nothing. */
  readonly slicesAreViews: boolean;
  /** The same numbers as another tensor. */
  share(tensor: tf.TensorInfo): tf.TensorInfo;
}

/** Lets `fill` make new tensors of one type, on typed arrays. */
type MakeAll = (
  inputs: readonly tf.TensorInfo[],
  shapes: readonly (readonly number[])[],
  dtype: tf.DataType,
  fill: (outputs: readonly Numbers[], inputs: readonly Numbers[]) => void,
) => tf.TensorInfo[];

const known = new WeakMap<object, Workspace | undefined>();

/** The workspace of a backend; undefined where its memory cannot be reached. */
export function workspaceOf(backend: tf.KernelBackend): Workspace | undefined {
  if (!known.has(backend)) known.set(backend, open(backend));
  return known.get(backend);
}

function open(backend: tf.KernelBackend): Workspace | undefined {
  const host = hostMemory(backend);
  if (!host) return undefined;
  return host.kind === 'heap' ? onHeap(host) : onArrays(host);
}

const share = (backend: Pick<tf.KernelBackend, 'incRef'>, { dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo => {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
};

/** On the wasm backend: tensors where they lie, and room from its allocator for as long as a kernel runs. */
function onHeap({ backend, memory }: Heap): Workspace {
  const simd = instantiateSimd(memory);
  let floats = new Float32Array(memory.buffer);
  const currentFloats = () => {
    if (floats.buffer !== memory.buffer) floats = new Float32Array(memory.buffer); // it has grown
    return floats;
  };
  // Reading an address may bring a tensor here from another backend.
  const addressOf = ({ dataId }: tf.TensorInfo) => backend.dataIdMap.get(dataId).memoryOffset;
  const makeAll: MakeAll = (inputs, shapes, dtype, fill) => {
    for (const input of inputs) addressOf(input);
    const results = shapes.map((shape) => backend.makeOutput([...shape], dtype));
    const numbersOf = (tensor: tf.TensorInfo) => backend.typedArrayFromHeap(tensor); // now that the memory grows no more
    fill(results.map(numbersOf), inputs.map(numbersOf));
    return results;
  };
  return {
    make({ inputs: tensors, shape, rooms: sizes = [] }, compute) {
      const inputs = tensors.map(addressOf);
      const result = backend.makeOutput([...shape], 'float32');
      const output = addressOf(result);
      const rooms = sizes.map((size) => backend.wasm._malloc(4 * size) >>> 0);
      const floats = currentFloats();
      floats.fill(0, output / 4, output / 4 + sizeOf(shape));
      compute({ simd, floats, inputs, output, rooms });
      for (const room of rooms) backend.wasm._free(room);
      return result;
    },
    makeOnArrays: (inputs, shape, dtype, fill) =>
      makeAll(inputs, [shape], dtype, ([output], numbers) => fill(output.fill(0), numbers))[0],
    makeSeveral: (inputs, shapes, fill) => makeAll(inputs, shapes, 'float32', fill),
    slicesAreViews: false,
    share: (tensor) => share(backend, tensor),
  };
}

/** A memory that had to become larger is given up after use. */
const keptBytes = 64 * 2 ** 20;

/** On the cpu backend: in a memory of our own, with copies there and back. */
function onArrays({ backend }: Arrays): Workspace {
  const openMemory = () => {
    const memory = new WebAssembly.Memory({ initial: 16 });
    return { memory, simd: instantiateSimd(memory), floats: new Float32Array(memory.buffer) };
  };
  let kept = openMemory();
  const numbersOf = ({ dataId }: tf.TensorInfo) => backend.data.get(dataId).values;
  const makeAll: MakeAll = (inputs, shapes, dtype, fill) => {
    const Numbers = dtype === 'int32' ? Int32Array : dtype === 'bool' ? Uint8Array : Float32Array;
    const outputs = shapes.map((shape) => new Numbers(sizeOf(shape)));
    fill(outputs, inputs.map(numbersOf));
    return outputs.map((values, i) => backend.makeTensorInfo([...shapes[i]], dtype, values));
  };
  return {
    make({ inputs: tensors, shape, rooms: sizes = [] }, compute) {
      const values = tensors.map(numbersOf);
      const { memory, simd } = kept;
      let end = 0;
      const place = (size: number) => {
        const start = end;
        end += 4 * Math.ceil(size / 4) * 4; // whole vectors
        return start;
      };
      const inputs = values.map(({ length }) => place(length));
      const output = place(sizeOf(shape));
      const rooms = sizes.map(place);
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) {
        memory.grow(pagesOf(missing));
        kept.floats = new Float32Array(memory.buffer);
      }
      const { floats } = kept;
      values.forEach((numbers, i) => {
        floats.set(numbers, inputs[i] / 4);
      });
      const [from, to] = [output / 4, output / 4 + sizeOf(shape)];
      floats.fill(0, from, to);
      compute({ simd, floats, inputs, output, rooms });
      const result = backend.makeTensorInfo([...shape], 'float32', floats.slice(from, to));
      if (memory.buffer.byteLength > keptBytes) kept = openMemory();
      return result;
    },
    makeOnArrays: (inputs, shape, dtype, fill) =>
      makeAll(inputs, [shape], dtype, ([output], numbers) => fill(output, numbers))[0],
    makeSeveral: (inputs, shapes, fill) => makeAll(inputs, shapes, 'float32', fill),
    slicesAreViews: true,
    share: (tensor) => share(backend, tensor),
  };
}

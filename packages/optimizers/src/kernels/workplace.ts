import { type Output, type Pass, tensorNames } from './graph.js';
import type { CpuData } from './host-memory.js';
import type { Target } from './pass-kernel.js';
import { chunkBytes } from './slot-memory.js';
import type { WasmInstance } from './wasm-instance.js';

const bytesPerFloat = Float32Array.BYTES_PER_ELEMENT;
/** Elements that go through a scratch place at a time. */
const chunk = chunkBytes / bytesPerFloat;

/** The tensors of a pass, each with a scratch place of the same number. */
export interface Layout {
  readonly names: readonly string[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

export function layoutOf(pass: Pass): Layout {
  const names = tensorNames(pass);
  const placeOf = ({ name }: Output) => names.indexOf(name);
  return { names, inputs: pass.tensors.map(placeOf), outputs: pass.outputs.map(placeOf) };
}

/** A pass over one memory: what does not live in it goes through its scratch places, a chunk at a time. */
export class Workplace {
  private readonly buffer: ArrayBufferLike;
  /** Scratch places as arrays, by length. */
  private readonly views = new Map<number, readonly Float32Array[]>();
  /** Whether a tensor lives here. These two are written anew for each variable. */
  private readonly isHere: boolean[] = [];
  /** Where an output goes; undefined for what is written in place, here. */
  private readonly goals: (Float32Array | undefined)[] = [];

  constructor(
    private readonly layout: Layout,
    private readonly instance: WasmInstance,
    { buffer }: WebAssembly.Memory,
  ) {
    this.buffer = buffer;
  }

  /** Runs the pass on a variable, and gives the arrays that are not written in place. */
  run(
    data: readonly CpuData[],
    targets: readonly Target[],
    size: number,
    uniforms: readonly number[],
    sums: number[],
  ): readonly (Float32Array | undefined)[] {
    const { instance, layout } = this;
    const firstUniform = 1 + layout.inputs.length + layout.outputs.length;
    for (let i = 0; i < uniforms.length; i++) instance.args[firstUniform + i] = uniforms[i];
    this.prepare(data, targets, size);
    instance.clearSums();
    for (let start = 0; start < size; start += chunk) this.runChunk(data, start, Math.min(chunk, size - start));
    instance.readSums(sums);
    return this.goals;
  }

  private prepare(data: readonly CpuData[], targets: readonly Target[], size: number): void {
    const { isHere, goals, buffer } = this;
    const { outputs } = this.layout;
    for (let place = 0; place < data.length; place++) isHere[place] = data[place].values.buffer === buffer;
    for (let i = 0; i < outputs.length; i++) {
      const { [i]: place } = outputs;
      const isSame = targets[i] === 'same';
      if (isSame && isHere[place]) goals[i] = undefined;
      else goals[i] = isSame ? data[place].values : new Float32Array(size);
    }
  }

  private runChunk(data: readonly CpuData[], start: number, length: number): void {
    const { isHere, goals } = this;
    const { inputs, outputs } = this.layout;
    const { args, run } = this.instance;
    const places = this.placesOf(length);
    args[0] = length;
    for (let i = 0; i < inputs.length; i++) {
      const { [i]: place } = inputs;
      const { values } = data[place];
      args[1 + i] = isHere[place] ? values.byteOffset + start * bytesPerFloat : place * chunkBytes;
      if (!isHere[place]) places[place].set(part(values, start, length));
    }
    for (let i = 0, next = 1 + inputs.length; i < outputs.length; i++, next++) {
      const { [i]: place } = outputs;
      args[next] = goals[i] ? place * chunkBytes : data[place].values.byteOffset + start * bytesPerFloat;
    }
    run(args);
    for (let i = 0; i < outputs.length; i++) goals[i]?.set(places[outputs[i]], start);
  }

  private placesOf(length: number): readonly Float32Array[] {
    let places = this.views.get(length);
    if (!places) {
      places = this.layout.names.map((_, place) => new Float32Array(this.buffer, place * chunkBytes, length));
      this.views.set(length, places);
    }
    return places;
  }
}

/** A view of part of an array; itself where that is all of it. */
const part = (values: Float32Array, start: number, length: number) =>
  length === values.length ? values : values.subarray(start, start + length);

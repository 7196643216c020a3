import * as wasm from '../../kernels/wasm-assembler.js';
import { type Code, f32x4, f64x2, i32, simd, u32, v128 } from '../../kernels/wasm-assembler.js';

// Words to write WebAssembly with, in which a reader finds the loops and the arithmetic again. An address is in bytes.

/** A local variable. In an expression it stands for its value. */
export type Local = readonly [get: number, index: number[]];

/** Makes the local variables of a function. */
export interface Locals {
  integer(): Local;
  vector(): Local;
}

/** A function of integers that returns nothing. */
export interface WasmFunction<Parameters extends readonly string[] = readonly string[]> {
  readonly parameters: Parameters;
  /** Its locals and instructions, as a code section wants them. */
  code(): Code;
}

export function defineFunction<const Parameters extends readonly string[]>(
  parameters: Parameters,
  body: (given: Readonly<Record<Parameters[number], Local>>, locals: Locals) => Code,
): WasmFunction<Parameters> {
  const code = () => {
    const types: number[] = [];
    const localAt = (index: number): Local => [0x20, u32(index)];
    const make = (type: number) => localAt(parameters.length + types.push(type) - 1);
    const locals: Locals = { integer: () => make(wasm.type.i32), vector: () => make(wasm.type.v128) };
    const given = Object.fromEntries(parameters.map((name, index) => [name, localAt(index)]));
    const instructions = body(given as Record<Parameters[number], Local>, locals);
    return [wasm.vector(types.map((type) => [1, type])), instructions, wasm.end];
  };
  return { parameters, code };
}

export const set = ([, index]: Local, value: Code): Code => [value, 0x21, index];

// Integers.
export const int = i32.const;
export const add = (a: Code, b: Code): Code => [a, b, i32.add];
export const subtract = (a: Code, b: Code): Code => [a, b, 0x6b];
export const times = (a: Code, b: Code): Code => [a, b, 0x6c];
export const equals = (a: Code, b: Code): Code => [a, b, 0x46];
export const less = (a: Code, b: Code): Code => [a, b, 0x49]; // unsigned
export const both = (a: Code, b: Code): Code => [a, b, i32.and];
export const smaller = (a: Code, b: Code): Code => [a, b, less(a, b), 0x1b];
export const increase = (local: Local, by: Code): Code => set(local, add(local, by));
/** The bytes of so many float32. */
export const bytesOf = (count: Code): Code => [count, int(2), i32.shl];
/** The bytes of the full groups of four among so many float32. */
export const bytesOfGroups = (count: Code): Code => bytesOf(both(count, int(-4)));

// Control.
export const ifElse = (condition: Code, yes: Code, no: Code = []): Code => [
  [condition, 0x04, 0x40],
  yes,
  [0x05, no, wasm.end],
];
/** Runs `body` so many times, at least once; `left` counts down. */
export const repeat = (left: Local, count: Code, body: Code): Code => [
  set(left, count),
  [0x03, 0x40, body, set(left, subtract(left, int(1))), left, 0x0d, 0, wasm.end],
];
/** Runs `body` while `counter` is below `limit`, from where the counter stands. */
export const countTo = (counter: Local, limit: Code, step: number, body: Code): Code => [
  [0x02, 0x40, 0x03, 0x40],
  [counter, limit, i32.greaterEqualUnsigned, 0x0d, 1],
  [body, increase(counter, int(step)), 0x0c, 0, wasm.end, wasm.end],
];
export const countUp = (counter: Local, limit: Code, step: number, body: Code): Code => [
  set(counter, int(0)),
  countTo(counter, limit, step, body),
];

// Memory. Offsets are added to the address; four bytes is the alignment of a tensor's numbers.
const at = (offset: number): Code => [2, u32(offset)];
export const vectorAt = (address: Code, offset = 0): Code => [address, v128.load(offset)];
export const storeVector = (address: Code, value: Code, offset = 0): Code => [address, value, v128.store(offset)];
/** One float32 in all four lanes. */
export const splatAt = (address: Code): Code => [address, 0xfd, 9, at(0)];
/** One float32 in lane 0, zeros in the others. */
const laneAt = (address: Code, offset = 0): Code => [address, 0xfd, 92, at(offset)];
const storeLane = (address: Code, value: Code, offset = 0): Code => [address, value, 0xfd, 90, at(offset), 0];
/** Copies one float32. */
export const copyNumber = (to: Code, from: Code, offset: number): Code => [to, from, 0x28, at(0), 0x36, at(offset)];

/** How many numbers are dealt with at a time: four, or what is left over one by one, in lane 0. */
export interface Access {
  readonly load: typeof laneAt;
  readonly store: typeof storeLane;
}
export const fourNumbers: Access = { load: vectorAt, store: storeVector };
export const oneNumber: Access = { load: laneAt, store: storeLane };

/** Runs `body` for so many numbers side by side, with their offset in bytes in `position`. */
export const eachNumber = (position: Local, count: Code, body: (access: Access) => Code): Code => [
  countUp(position, bytesOfGroups(count), 16, body(fourNumbers)),
  countTo(position, bytesOf(count), 4, body(oneNumber)),
];

// Vectors of four float32, or of four integers.
export const plus = (a: Code, b: Code): Code => [a, b, f32x4.add];
export const minus = (a: Code, b: Code): Code => [a, b, f32x4.sub];
export const product = (a: Code, b: Code): Code => [a, b, f32x4.mul];
export const exceeds = (a: Code, b: Code): Code => [a, b, f32x4.greater];
export const mask = (a: Code, b: Code): Code => [a, b, v128.and];
export const choose = (condition: Code, yes: Code, no: Code): Code => [yes, no, condition, v128.bitselect];
export const float = (value: number): Code => [wasm.f32.const(value), f32x4.splat];
/** From `least` to `most`; NaN of NaN. */
export const between = (least: number, value: Code, most: number): Code => [
  [value, float(least), simd(233)],
  [float(most), simd(232)],
];
export const nearest = (value: Code): Code => [value, simd(106)];
export const integers = (value: Code): Code => [value, simd(17)];
export const sameIntegers = (a: Code, b: Code): Code => [a, b, simd(55)];
export const toIntegers = (floats: Code): Code => [floats, simd(248)];
export const lessBy = (a: Code, b: Code): Code => [a, b, simd(177)];
export const halfOf = (whole: Code): Code => [whole, int(1), simd(172)];
/** Two to the power of four integers from -126 to 127: each is added to the exponent of 1. */
export const powerOfTwo = (exponents: Code): Code => [
  [exponents, int(23), simd(171)],
  [float(1), simd(174)],
];

// Vectors of two float64.
export const lowDoubles = (floats: Code): Code => [floats, f64x2.promoteLow];
export const highDoubles = (floats: Code): Code => [floats, floats, v128.highHalf, f64x2.promoteLow];
export const plusDoubles = (a: Code, b: Code): Code => [a, b, f64x2.add];
/** Four float32 of two times two float64. */
export const toFloats = (low: Code, high: Code): Code => [
  [low, 0xfd, 94, high, 0xfd, 94],
  [0xfd, 13, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23],
];

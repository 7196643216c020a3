import * as wasm from './wasm-assembler.js';
import { at, type Code, simd } from './wasm-assembler.js';

// What kernels in float64 have of WebAssembly beside what those in float32 take for their sums.

export const i32 = { ...wasm.i32, mul: 0x6c };
export const f64 = {
  ...wasm.f64,
  add: 0xa0,
  max: 0xa5,
  /** Some bytes beyond the address. */
  store: (beyond: number): Code => [0x39, at(beyond)],
};
export const v128 = {
  ...wasm.v128,
  /** One float64 into lane 0, zero into the other. */
  load64: [simd(93), at(0)],
  /** Lane 0. */
  store64: [simd(91), at(0), 0],
  /** One float64 into both lanes. */
  splat64: (beyond: number): Code => [simd(10), at(beyond)],
};
export const f64x2 = {
  ...wasm.f64x2,
  equal: simd(71),
  notEqual: simd(72),
  less: simd(73),
  greater: simd(74),
  lessEqual: simd(75),
  greaterEqual: simd(76),
  abs: simd(236),
  neg: simd(237),
  sqrt: simd(239),
  sub: simd(241),
  div: simd(243),
};

import type { Reduction } from '../rule/value.js';
import type { folds } from './folds.js';
import type { Elementwise } from './operations.js';
import { type Code, f32x4, f64, f64x2, v128 } from './wasm-assembler.js';

/** Instructions of the operations that have a SIMD form, given those of their operands. */
export const instructions: Readonly<Partial<Record<Elementwise, (a: Code, b: Code, c: Code) => Code>>> = {
  add: (a, b) => [a, b, f32x4.add],
  sub: (a, b) => [a, b, f32x4.sub],
  mul: (a, b) => [a, b, f32x4.mul],
  div: (a, b) => [a, b, f32x4.div],
  neg: (a) => [a, f32x4.neg],
  abs: (a) => [a, f32x4.abs],
  square: (a) => [a, a, f32x4.mul],
  sqrt: (a) => [a, f32x4.sqrt],
  greater: (a, b) => [a, b, f32x4.greater],
  greaterEqual: (a, b) => [a, b, f32x4.greaterEqual],
  less: (a, b) => [a, b, f32x4.less],
  lessEqual: (a, b) => [a, b, f32x4.lessEqual],
  equal: (a, b) => [a, b, f32x4.equal],
  logicalAnd: (a, b) => [a, b, v128.and],
  logicalOr: (a, b) => [a, b, v128.or],
  logicalNot: (a) => [a, v128.not],
  where: (condition, a, b) => [a, b, condition, v128.bitselect],
};

/** A fold in instructions: what it takes of a pair of float64, and how it combines two pairs, or two float64. */
export interface Combining {
  readonly ofTwo: Code;
  readonly ofOne: Code;
  readonly take: (pair: Code) => Code;
}

const adding: Combining = { ofTwo: f64x2.add, ofOne: f64.add, take: (pair) => pair };
export const combinings: Readonly<Record<(typeof folds)[Reduction]['name'], Combining>> = {
  sum: adding,
  sumOfSquares: { ...adding, take: (pair) => [pair, pair, f64x2.mul] },
  max: { ...adding, ofTwo: f64x2.max, ofOne: f64.max },
};

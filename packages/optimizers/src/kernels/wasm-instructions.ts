import type { Reduction } from '../rule/value.js';
import type { folds } from './folds.js';
import type { Elementwise } from './operations.js';
import { type Code, type f32x4, f64x2, v128 } from './wasm-assembler.js';

/** What a kernel's numbers are: float32 or float64, as many as fit into a vector. */
export interface Numbers {
  /** log₂ of the bytes of one. */
  readonly shift: 2 | 3;
  readonly arithmetic: Readonly<Record<keyof typeof f32x4, Code>>;
  /** A number in all lanes. */
  readonly constant: (value: number) => Code;
  /** A whole vector, some bytes beyond the address. */
  readonly load: (beyond: number) => Code;
  readonly store: (beyond: number) => Code;
  /** One number, in lane 0. */
  readonly loadOne: Code;
  readonly storeOne: Code;
  /** A vector's numbers in float64, two by two. */
  readonly pairs: (vector: Code) => readonly Code[];
}

/** Instructions of an operation, given those of its operands. */
type Instruction = (a: Code, b: Code, c: Code) => Code;

/** Those of the operations that have a SIMD form. */
const instructions: Readonly<Partial<Record<Elementwise, (of: Numbers['arithmetic']) => Instruction>>> = {
  add: (of) => (a, b) => [a, b, of.add],
  sub: (of) => (a, b) => [a, b, of.sub],
  mul: (of) => (a, b) => [a, b, of.mul],
  div: (of) => (a, b) => [a, b, of.div],
  neg: (of) => (a) => [a, of.neg],
  abs: (of) => (a) => [a, of.abs],
  square: (of) => (a) => [a, a, of.mul],
  sqrt: (of) => (a) => [a, of.sqrt],
  greater: (of) => (a, b) => [a, b, of.greater],
  greaterEqual: (of) => (a, b) => [a, b, of.greaterEqual],
  less: (of) => (a, b) => [a, b, of.less],
  lessEqual: (of) => (a, b) => [a, b, of.lessEqual],
  equal: (of) => (a, b) => [a, b, of.equal],
  logicalAnd: () => (a, b) => [a, b, v128.and],
  logicalOr: () => (a, b) => [a, b, v128.or],
  logicalNot: () => (a) => [a, v128.not],
  where: () => (condition, a, b) => [a, b, condition, v128.bitselect],
};

/** Whether an operation has a SIMD form. */
export const hasInstruction = (operation: string): boolean => Object.hasOwn(instructions, operation);

export const instructionOf = (operation: string, { arithmetic }: Numbers): Instruction =>
  instructions[operation as Elementwise]!(arithmetic);

/** A fold in instructions: what it takes of a pair of float64, and how it combines two pairs. */
export interface Combining {
  readonly ofTwo: Code;
  readonly take: (pair: Code) => Code;
}

const adding: Combining = { ofTwo: f64x2.add, take: (pair) => pair };

export const combinings: Readonly<Record<(typeof folds)[Reduction]['name'], Combining>> = {
  sum: adding,
  sumOfSquares: { ...adding, take: (pair) => [pair, pair, f64x2.mul] },
  max: { ...adding, ofTwo: f64x2.max },
};

import * as tf from '@tensorflow/tfjs-core';
import type { Operation, Reduction } from '../rule/value.js';

/** Operations that act element by element; the others reduce. */
export type Elementwise = Exclude<Operation, Reduction>;

const truth = (condition: boolean) => (condition ? 1 : 0);

/** Meaning on host scalars, in float64. Conditions are 1 and 0. */
export const onNumbers: Readonly<Record<Elementwise, (...operands: number[]) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: Math.abs,
  square: (a) => a * a,
  sqrt: Math.sqrt,
  pow: (a, b) => a ** b,
  greater: (a, b) => truth(a > b),
  greaterEqual: (a, b) => truth(a >= b),
  less: (a, b) => truth(a < b),
  lessEqual: (a, b) => truth(a <= b),
  equal: (a, b) => truth(a === b),
  logicalAnd: (a, b) => truth(a !== 0 && b !== 0),
  logicalOr: (a, b) => truth(a !== 0 || b !== 0),
  logicalNot: (a) => truth(a === 0),
  where: (condition, a, b) => (condition !== 0 ? a : b),
};

type Operand = tf.Tensor | number;
const condition = (value: Operand) => (typeof value === 'number' ? tf.scalar(value !== 0, 'bool') : value);

/** Meaning on tensors, in float32, on whatever backend is in use. */
export const onTensors: Readonly<Record<Elementwise, (...operands: Operand[]) => tf.Tensor>> = {
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  neg: (a) => tf.neg(a),
  abs: (a) => tf.abs(a),
  square: (a) => tf.square(a),
  sqrt: (a) => tf.sqrt(a),
  pow: (a, b) => tf.pow(a, b),
  greater: (a, b) => tf.greater(a, b),
  greaterEqual: (a, b) => tf.greaterEqual(a, b),
  less: (a, b) => tf.less(a, b),
  lessEqual: (a, b) => tf.lessEqual(a, b),
  equal: (a, b) => tf.equal(a, b),
  logicalAnd: (a, b) => tf.logicalAnd(condition(a), condition(b)),
  logicalOr: (a, b) => tf.logicalOr(condition(a), condition(b)),
  logicalNot: (a) => tf.logicalNot(condition(a)),
  where: (test, a, b) => {
    const empty = [test, a, b].find((operand) => typeof operand !== 'number' && operand.size === 0);
    return empty ? tf.cast(empty, 'float32') : tf.where(condition(test), a, b); // tf cannot broadcast to no elements
  },
};

const conditions: ReadonlySet<Operation> = new Set<Operation>([
  'greater',
  'greaterEqual',
  'less',
  'lessEqual',
  'equal',
  'logicalAnd',
  'logicalOr',
  'logicalNot',
]);
const takesConditions: ReadonlySet<Operation> = new Set<Operation>(['logicalAnd', 'logicalOr', 'logicalNot']);

/** Whether the result is a condition (true or false) rather than a number. */
export const isCondition = (operation: string) => conditions.has(operation as Operation);

/** Whether the operand in this place must be a condition. */
export const wantsCondition = (operation: Operation, place: number) =>
  takesConditions.has(operation) || (operation === 'where' && place === 0);

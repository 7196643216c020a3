import * as tf from '@tensorflow/tfjs-core';
import type { Elementwise } from './operations.js';

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

import * as tf from '@tensorflow/tfjs-core';
import type { JvpRules } from '../jvp-rule.js';
import { linear, multilinear, spread, total } from '../rule-forms.js';

/** The tangent of the operand that a comparison picks; ties go where tf's gradient sends them. */
const picked = (mask: tf.Tensor, ifTrue: tf.Tensor | undefined, ifFalse: tf.Tensor | undefined) =>
  total([
    ifTrue && tf.mul(ifTrue, tf.cast(mask, 'float32')),
    ifFalse && tf.mul(ifFalse, tf.cast(tf.logicalNot(mask), 'float32')),
  ]);

/** Kernels of two operands a and b, broadcast, and their like. */
export const arithmetic: JvpRules = {
  Add: ({ tangents: { a: da, b: db }, outputs: [y] }) => spread(total([da, db]), y),
  AddN: ({ tangents }) => total(Object.values(tangents)),
  Sub: ({ tangents: { a: da, b: db }, outputs: [y] }) => {
    if (da && db) return tf.sub(da, db);
    return spread(da ?? tf.neg(db!), y);
  },
  Neg: linear(),
  Multiply: multilinear(),
  // y = a / b: dy = (da - y db) / b
  RealDiv: ({ inputs: { b }, tangents: { a: da, b: db }, outputs: [y] }) =>
    tf.div(total([da, db && tf.neg(tf.mul(y, db))])!, b),
  SquaredDifference: ({ inputs: { a, b }, tangents: { a: da, b: db } }) =>
    tf.mul(tf.mul(tf.sub(a, b), 2), total([da, db && tf.neg(db)])!),
  Pow: ({ inputs: { a, b }, tangents: { a: da, b: db }, outputs: [y] }) =>
    total([
      da && tf.mul(da, tf.mul(tf.cast(b, 'float32'), tf.pow(a, tf.sub(tf.cast(b, 'float32'), 1)))),
      db && tf.mul(db, tf.mul(y, tf.where(tf.greater(a, 0), tf.log(a), tf.zerosLike(a)))),
    ]),
  Maximum: ({ inputs: { a, b }, tangents: { a: da, b: db } }) => picked(tf.greaterEqual(a, b), da, db),
  Minimum: ({ inputs: { a, b }, tangents: { a: da, b: db } }) => picked(tf.lessEqual(a, b), da, db),
  // y = a - b floor(a / b)
  Mod: ({ inputs: { a, b }, tangents: { a: da, b: db }, outputs: [y] }) =>
    total([spread(da, y), db && tf.neg(tf.mul(db, tf.floor(tf.div(a, b))))]),
  Atan2: ({ inputs: { a, b }, tangents: { a: da, b: db } }) =>
    tf.div(total([da && tf.mul(da, b), db && tf.neg(tf.mul(db, a))])!, tf.add(tf.square(a), tf.square(b))),
  Select: linear({ on: ['t', 'e'] }),
};

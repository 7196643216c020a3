import * as tf from '@tensorflow/tfjs-core';
import { type RandomSource, seededRandom } from '../gradients/random.js';
import { eagerStep } from '../kernels/eager.js';
import type { Step } from '../kernels/step.js';
import { checkReadsAtOnce } from '../linear-algebra/check-reads-at-once.js';
import { inverse } from '../linear-algebra/inverse.js';
import { readsFreely } from '../linear-algebra/on-tfjs/reads-freely.js';
import { carriedOutBy, type Words } from './words.js';

/** Words carried out by tfjs, on the backend in use. */
export const tfjsWords: Words<tf.Tensor> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  pow: tf.pow,
  maximum: tf.maximum,
  minimum: tf.minimum,
  greater: tf.greater,
  less: tf.less,
  equal: tf.equal,
  logicalAnd: tf.logicalAnd,
  logicalOr: tf.logicalOr,
  logicalNot: tf.logicalNot,
  where: tf.where,
  neg: tf.neg,
  abs: tf.abs,
  sign: tf.sign,
  square: tf.square,
  sqrt: tf.sqrt,
  clipByValue: tf.clipByValue,
  sum: tf.sum,
  mean: tf.mean,
  max: tf.max,
  min: tf.min,
  prod: tf.prod,
  argMax: tf.argMax,
  matMul: tf.matMul,
  transpose: tf.transpose,
  bandPart: (x, lower, upper) => tf.linalg.bandPart(x, lower, upper),
  inverse: (x) => carriedOutBy(tfjsWords, () => inverse(x)) as tf.Tensor,
  reshape: (x, shape) => tf.reshape(x, shape as number[]),
  expandDims: tf.expandDims,
  cast: tf.cast,
  concat: tf.concat,
  stack: tf.stack,
  unstack: tf.unstack,
  split: tf.split,
  slice: tf.slice,
  gather: (x, indices, axis) => tf.gather(x, indices as tf.Tensor1D, axis),
  reverse: tf.reverse,
  tensor: tf.tensor,
  scalar: tf.scalar,
  fill: tf.fill,
  zeros: tf.zeros,
  ones: tf.ones,
  zerosLike: tf.zerosLike,
  onesLike: tf.onesLike,
  eye: tf.eye,
  range: tf.range,
  dataSync: (x) => x.dataSync(),
  readsFreely,
  checkReadsAtOnce: (owner) => checkReadsAtOnce(owner),
  random: (step, seed, source) => ((source as RandomSource | undefined) ?? seededRandom(seed))(step),
};

/** A step of a rule on tensors, operation by operation. */
export const stepInWords = (step: Step) => carriedOutBy(tfjsWords, () => eagerStep(step));

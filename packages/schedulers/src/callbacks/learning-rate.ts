import type * as tf from '@tensorflow/tfjs-core';
import { show } from '../options/index.js';

/** What tf's own optimizers and the zoo's have in common, which tf's types hide. */
interface Rated {
  learningRate: number;
  setLearningRate?(value: number): void;
}

/** The learning rate of an optimizer at its coming step. */
export function learningRateOf(optimizer: tf.Optimizer): number {
  const { learningRate } = optimizer as unknown as Rated;
  if (typeof learningRate === 'number') return learningRate;
  throw new Error(`The optimizer's learningRate is ${show(learningRate)}, but must be a number to be followed.`);
}

/**
 * Sets it, unless that is what it is: a schedule that gives it stays. tf.train.sgd and momentum keep it in a tensor too,
 * and so have a method of their own.
 */
export function setLearningRate(owner: string, optimizer: tf.Optimizer, value: number): void {
  if (!Number.isFinite(value)) {
    throw new Error(`${owner}: the learning rate would become ${show(value)}, but must be a finite number.`);
  }
  const rated = optimizer as unknown as Rated;
  if (rated.learningRate === value) return;
  if (rated.setLearningRate) rated.setLearningRate(value);
  else rated.learningRate = value;
}

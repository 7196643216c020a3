import * as tf from '@tensorflow/tfjs-core';
import { unflatten } from '../linear-algebra/on-tfjs/flatten.js';
import type { Point } from '../optimizer/weights-at.js';

/** A zero-sum game: the min player moves x to make f small, the max player moves y to make it large. */
export interface Game {
  readonly f: () => tf.Scalar;
  /** x */
  readonly min: readonly tf.Variable[];
  /** y */
  readonly max: readonly tf.Variable[];
}

/** Of both players together. */
export const variablesOf = ({ min, max }: Game): readonly tf.Variable[] => [...min, ...max];

/** Where a method goes, each player's variables flattened into one vector: x ← x − η dx, y ← y − η dy. */
export interface JointDirection {
  readonly value: tf.Scalar;
  readonly dx: tf.Tensor1D;
  readonly dy: tf.Tensor1D;
}

/** The direction at the present point. Called within tf.tidy. */
export type Field = (game: Game) => JointDirection;

/** The point one step of length `learningRate` from where both players are. */
export function ahead({ min, max }: Game, { dx, dy }: Pick<JointDirection, 'dx' | 'dy'>, learningRate: number): Point {
  const steps = [...unflatten(dx, min), ...unflatten(dy, max)];
  return (variable, i) => tf.sub(variable, tf.mul(steps[i], learningRate));
}

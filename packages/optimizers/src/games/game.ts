import * as tf from '@tensorflow/tfjs-core';
import { unflatten } from '../linear-algebra/flat-variables.js';

/** A zero-sum game: the min player moves x to make f small, the max player moves y to make it large. */
export interface Game {
  readonly f: () => tf.Scalar;
  /** x */
  readonly min: readonly tf.Variable[];
  /** y */
  readonly max: readonly tf.Variable[];
}

/** Where a method goes, each player's variables flattened into one vector: x ← x − η dx, y ← y − η dy. */
export interface Direction {
  readonly value: tf.Scalar;
  readonly dx: tf.Tensor1D;
  readonly dy: tf.Tensor1D;
}

/** The direction at the present point. Called within tf.tidy. */
export type Field = (game: Game) => Direction;

/** Moves both players by one step of length `learningRate` from `from`, by default from where they are. */
export function move(
  { min, max }: Game,
  { dx, dy }: Pick<Direction, 'dx' | 'dy'>,
  learningRate: number,
  from: readonly tf.Tensor[] = [...min, ...max],
): void {
  const steps = [...unflatten(min, dx), ...unflatten(max, dy)];
  [...min, ...max].forEach((variable, i) => {
    variable.assign(tf.sub(from[i], tf.mul(steps[i], learningRate)));
  });
}

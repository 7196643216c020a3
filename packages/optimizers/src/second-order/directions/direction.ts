import * as tf from '@tensorflow/tfjs-core';
import { sumOfSquares } from '../../linear-algebra/on-tfjs/norm.js';

/** A tensor for each variable; null where it does not move. */
export type Direction = readonly (tf.Tensor | null)[];

export const disposeDirection = (direction: Direction): void => {
  tf.dispose(direction.filter((d) => d !== null));
};

/** |d|², over all variables. */
export const squaredNorm = (direction: Direction): number =>
  direction.reduce((sum, d) => sum + (d ? sumOfSquares(d) : 0), 0);

import * as tf from '@tensorflow/tfjs-core';
import { moveWeights, withWeightsAt } from '../optimizer/weights-at.js';
import { ahead, type Field, type Game, type JointDirection, variablesOf } from './game.js';
import type { KeptDirection } from './kept-direction.js';

interface Pace {
  readonly learningRate: number;
  readonly project: () => void;
  readonly kept: KeptDirection;
}

/** How a method uses a field of directions. Moves the variables and returns f before. Called within tf.tidy. */
export interface Advance {
  (game: Game, field: Field, pace: Pace): tf.Scalar;
  /** What it keeps of each variable. */
  readonly slots?: readonly string[];
}

/** z ← z − η d(z) */
export const simultaneous: Advance = (game, field, { learningRate, project }) => {
  const direction = field(game);
  moveWeights(variablesOf(game), ahead(game, direction, learningRate));
  project();
  return direction.value;
};

/** z ← z − η (2 d_t − d_{t−1}), with d_{−1} = d_0 */
export const optimistic: Advance = Object.assign(twice, { slots: ['previous'] });

function twice(game: Game, field: Field, { learningRate, project, kept }: Pace): tf.Scalar {
  const { value, dx, dy } = field(game);
  const before = kept.previous ?? { dx, dy };
  const [doubleX, doubleY] = [tf.mul<tf.Tensor1D>(dx, 2), tf.mul<tf.Tensor1D>(dy, 2)];
  const direction: Pick<JointDirection, 'dx' | 'dy'> = {
    dx: tf.sub(doubleX, before.dx),
    dy: tf.sub(doubleY, before.dy),
  };
  moveWeights(variablesOf(game), ahead(game, direction, learningRate));
  kept.previous = { dx, dy };
  project();
  return value;
}

/** z½ = z − η d(z), then z ← z − η d(z½) */
export const extragradient: Advance = (game, field, { learningRate, project }) => {
  const { value, ...half } = field(game);
  const there = withWeightsAt(variablesOf(game), ahead(game, half, learningRate), () => {
    project();
    return field(game);
  });
  moveWeights(variablesOf(game), ahead(game, there, learningRate));
  project();
  return value;
};

import * as tf from '@tensorflow/tfjs-core';
import { moveWeights, withWeightsAt } from '../optimizer/weights-at.js';
import { ahead, type Field, type Game, type JointDirection, variablesOf } from './game.js';

/** What a method keeps from one step to the next. */
export interface KeptDirection {
  previous?: Pick<JointDirection, 'dx' | 'dy'>;
}

interface Pace {
  readonly learningRate: number;
  readonly project: () => void;
  readonly kept: KeptDirection;
}

/** How a method uses a field of directions. Moves the variables and returns f before. Called within tf.tidy. */
export type Advance = (game: Game, field: Field, pace: Pace) => tf.Scalar;

/** z ← z − η d(z) */
export const simultaneous: Advance = (game, field, { learningRate, project }) => {
  const direction = field(game);
  moveWeights(variablesOf(game), ahead(game, direction, learningRate));
  project();
  return direction.value;
};

/** z ← z − η (2 d_t − d_{t−1}), with d_{−1} = d_0 */
export const optimistic: Advance = (game, field, { learningRate, project, kept }) => {
  const { value, dx, dy } = field(game);
  const before = kept.previous ?? { dx, dy };
  const [doubleX, doubleY] = [tf.mul<tf.Tensor1D>(dx, 2), tf.mul<tf.Tensor1D>(dy, 2)];
  const direction: Pick<JointDirection, 'dx' | 'dy'> = {
    dx: tf.sub(doubleX, before.dx),
    dy: tf.sub(doubleY, before.dy),
  };
  moveWeights(variablesOf(game), ahead(game, direction, learningRate));
  tf.dispose(kept.previous);
  kept.previous = { dx: tf.keep(dx), dy: tf.keep(dy) };
  project();
  return value;
};

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

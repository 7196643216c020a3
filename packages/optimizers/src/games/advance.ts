import * as tf from '@tensorflow/tfjs-core';
import { type Direction, type Field, type Game, move } from './game.js';

/** What a method keeps from one step to the next. */
export interface Memory {
  previous?: Pick<Direction, 'dx' | 'dy'>;
}

interface Pace {
  readonly learningRate: number;
  readonly project: () => void;
  readonly memory: Memory;
}

/** How a method uses a field of directions. Moves the variables and returns f before. Called within tf.tidy. */
export type Advance = (game: Game, field: Field, pace: Pace) => tf.Scalar;

/** z ← z − η d(z) */
export const simultaneous: Advance = (game, field, { learningRate, project }) => {
  const direction = field(game);
  move(game, direction, learningRate);
  project();
  return direction.value;
};

/** z ← z − η (2 d_t − d_{t−1}), with d_{−1} = d_0 */
export const optimistic: Advance = (game, field, { learningRate, project, memory }) => {
  const { value, dx, dy } = field(game);
  const before = memory.previous ?? { dx, dy };
  move(game, { dx: tf.sub(tf.mul(dx, 2), before.dx), dy: tf.sub(tf.mul(dy, 2), before.dy) }, learningRate);
  tf.dispose(memory.previous);
  memory.previous = { dx: tf.keep(dx), dy: tf.keep(dy) };
  project();
  return value;
};

/** z½ = z − η d(z), then z ← z − η d(z½) */
export const extragradient: Advance = (game, field, { learningRate, project }) => {
  const from = [...game.min, ...game.max].map((variable) => variable.clone());
  const { value, ...half } = field(game);
  move(game, half, learningRate);
  project();
  move(game, field(game), learningRate, from);
  project();
  return value;
};

import * as tf from '@tensorflow/tfjs-core';
import { flatVariable } from '../deterministic-instance.js';
import { makeInstance } from '../make-instance.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Problem } from '../problem.js';
import type { Game } from './games.js';

/**
 * A game as something to be raced: no loss, but two players; the objective of a report is how far they are from the saddle,
 *
 *     √(|x − x*|² + |y − y*|²)
 *
 * Seed 0 starts where the game does, any other near it. The instance's `players` are what a method for games takes.
 */
export function gameProblem({ name, formula, reference, tags, start, saddle, tensor }: Game): Problem {
  const both = [...start.x, ...start.y];
  const point = [...saddle.x, ...saddle.y];
  const startAt = (seed: number) => perturbedStart(both, seed);
  return {
    name,
    formula: `min over x, max over y of ${formula}; shown is the distance to the saddle`,
    reference,
    tags: ['game', ...tags],
    dimension: both.length,
    minimum: { value: 0, point },
    offers: ['players'],
    config: { game: name },
    start: startAt,
    create(seed) {
      const at = startAt(seed);
      const [x, y] = [flatVariable(at.slice(0, start.x.length)), flatVariable(at.slice(start.x.length))];
      const away = (z: tf.Tensor, target: readonly number[]) => tf.sum(tf.square(tf.sub(z, tf.tensor1d([...target]))));
      const objective = ([x, y]: readonly tf.Tensor[]) =>
        tf.sqrt(tf.add(away(x!, saddle.x), away(y!, saddle.y))) as tf.Scalar;
      const f = () => tf.tidy(() => tensor({ x: tensorOf(x), y: tensorOf(y) }));
      return { ...makeInstance({ variables: [x, y], objective }), players: { f, min: [x], max: [y] } };
    },
  };
}

const tensorOf = (variable: tf.Variable): tf.Tensor1D => variable as tf.Tensor as tf.Tensor1D;

import * as tf from '@tensorflow/tfjs-core';
import type { Observed } from './observe.js';
import type { Weights } from './options.js';

/** The losses at θ + Σ t_k d_k, for each point t. */
export async function lossesAlong(
  { lossAt }: Observed,
  origin: Weights,
  directions: readonly Weights[],
  points: readonly (readonly number[])[],
): Promise<number[]> {
  const losses: number[] = [];
  for (const point of points) {
    const there = (_: tf.Variable, i: number) =>
      point.reduce((at: tf.Tensor, t, k) => tf.add(at, tf.mul(directions[k][i], t)), origin[i]);
    losses.push(await lossAt(there));
  }
  return losses;
}

/** Throws unless there is one tensor of its shape for each variable. */
export function checkWeights(what: string, given: Weights, variables: readonly tf.Variable[]): void {
  const shapes = (list: Weights) => list.map(({ shape }) => `[${shape}]`).join(', ');
  const [has, needs] = [shapes(given), shapes(variables)];
  if (has !== needs) throw new Error(`${what} has the shapes ${has}, but the variables have ${needs}.`);
}

import { adam } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';
import { median } from '../report/statistics.js';

/** So many variables of so many elements each. */
export interface Shape {
  readonly variables: number;
  readonly elements: number;
}

/** Milliseconds for one update: medians over the rounds. */
export interface Speed extends Shape {
  readonly zoo: number;
  readonly builtIn: number;
  /** builtIn / zoo, a ratio for each round: the median, and the smallest and largest. */
  readonly ratio: number;
  readonly range: readonly [number, number];
}

/** About this much work is timed at once, so that the clock's resolution does not matter. */
const elementsPerRound = 4e6;

/**
 * Times `applyGradients` of this library's Adam and of tf.train.adam, on gradients at hand, in turns: every round times
 * both, after a warm-up. On the backend in use, which must compute synchronously (cpu, wasm and tensorflow do).
 */
export function measureAdam({ variables, elements }: Shape, rounds: number, algebra: 'exact' | 'fast'): Speed {
  const steps = Math.max(1, Math.min(1000, Math.round(elementsPerRound / (variables * elements))));
  const [zoo, builtIn] = [adam({ algebra }), tf.train.adam(0.001)].map((optimizer) => {
    const params = tf.tidy(() => Array.from({ length: variables }, () => tf.variable(tf.randomNormal([elements]))));
    const gradients = params.map(({ name }) => ({ name, tensor: tf.randomNormal([elements]) }));
    const time = (count: number) => {
      const start = performance.now();
      for (let step = 0; step < count; step++) optimizer.applyGradients(gradients);
      return (performance.now() - start) / count;
    };
    time(Math.max(2, steps));
    return { time, dispose: () => [tf.dispose([params, gradients.map(({ tensor }) => tensor)]), optimizer.dispose()] };
  });
  const times = Array.from({ length: rounds }, () => [zoo.time(steps), builtIn.time(Math.ceil(steps / 8))] as const);
  zoo.dispose();
  builtIn.dispose();
  const ratios = times.map(([ours, theirs]) => theirs / ours);
  const [ours, theirs] = [0, 1].map((who) => median(times.map((pair) => pair[who])));
  return {
    variables,
    elements,
    zoo: ours,
    builtIn: theirs,
    ratio: median(ratios),
    range: [Math.min(...ratios), Math.max(...ratios)],
  };
}

import type { Problem } from '@optimizer-zoo/testbed';
import type * as tf from '@tensorflow/tfjs';

/**
 * The points of a run, from the start on, as float64: of all variables, flat. The next step is made when the next point
 * is asked for, so that what is done between two of them comes before it.
 */
export function* descend(problem: Problem, optimizer: tf.Optimizer, steps: number, seed = 0): Generator<number[]> {
  const instance = problem.create(seed);
  const point = () => instance.variables.flatMap((variable) => [...variable.dataSync()]);
  try {
    yield point();
    for (let step = 1; step <= steps; step++) {
      optimizer.minimize(() => instance.loss(step), false, instance.variables);
      instance.project?.();
      yield point();
    }
  } finally {
    instance.dispose();
    optimizer.dispose();
  }
}

/** Where a run ends. */
export function descended(...run: Parameters<typeof descend>): number[] {
  let end: number[] = [];
  for (const point of descend(...run)) end = point;
  return end;
}

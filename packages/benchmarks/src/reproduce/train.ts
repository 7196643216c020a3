import type { Problem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';

/** What a run on tensors ends with: the objective, and the share of unseen samples that is classified right. */
export interface Trained {
  readonly objective: number;
  readonly accuracy?: number;
}

/** Makes that many steps on a problem, and gives the optimizer back. */
export function train(problem: Problem, optimizer: tf.Optimizer, steps: number, seed: number): Trained {
  const instance = problem.create(seed);
  try {
    for (let step = 1; step <= steps; step++) optimizer.minimize(() => instance.loss(step), false, instance.variables);
    return tf.tidy(() => ({
      objective: instance.objective().dataSync()[0],
      accuracy: instance.heldOut?.().accuracy?.dataSync()[0],
    }));
  } finally {
    instance.dispose();
    optimizer.dispose();
  }
}

import type { Problem, ProblemInstance } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';

/** What a run on tensors ends with: the objective, and the share of unseen samples that is classified right. */
export interface Trained {
  readonly objective: number;
  readonly accuracy?: number;
}

/** A run after a step, to be looked at: 0 is the start. */
export interface Moment {
  readonly step: number;
  readonly instance: ProblemInstance;
}

/** Makes that many steps on a problem, and gives the optimizer back. */
export function* training(problem: Problem, optimizer: tf.Optimizer, steps: number, seed: number): Generator<Moment> {
  const instance = problem.create(seed);
  try {
    yield { step: 0, instance };
    for (let step = 1; step <= steps; step++) {
      optimizer.minimize(() => instance.loss(step), false, instance.variables);
      yield { step, instance };
    }
  } finally {
    instance.dispose();
    optimizer.dispose();
  }
}

/** The end of such a run. */
export function train(problem: Problem, optimizer: tf.Optimizer, steps: number, seed: number): Trained {
  let end: Trained | undefined;
  for (const { step, instance } of training(problem, optimizer, steps, seed)) {
    if (step < steps) continue;
    end = tf.tidy(() => ({
      objective: instance.objective().dataSync()[0],
      accuracy: instance.heldOut?.().accuracy?.dataSync()[0],
    }));
  }
  return end!;
}

import * as tf from '@tensorflow/tfjs';
import { type Engine, intercept } from '../autodiff/tfjs-engine.js';

/**
 * The runs of a loss within one step, which a gradient source may make as many of as it needs. The first counts: its
 * metrics are what model.fit logs, its batch what batch normalization learns from. Those after it draw the same random
 * numbers, so that they are the same function of the weights, and leave no trace: variables that they move, such as the
 * statistics of batch normalization, are put back, and what they keep (the metrics again) is disposed when the next step
 * begins, as `trainOnBatch` reads it. What a loss does beside that, such as taking the next batch of an iterator, it does
 * at each run.
 */
export class ClosureRuns {
  private kept: tf.Tensor[] = [];

  /** The loss of a step, to be run by one gradient source. */
  of(loss: () => tf.Scalar): () => tf.Scalar {
    this.dispose();
    let drawn: number[] | undefined;
    return () => {
      if (drawn) return this.again(drawn, loss);
      drawn = [];
      return drawing(drawn, loss);
    };
  }

  /** A loss that is only looked at: none of its runs counts. */
  apart(loss: () => tf.Scalar): () => tf.Scalar {
    this.dispose();
    const drawn: number[] = [];
    return () => this.again(drawn, loss);
  }

  /** Gives back what the extra runs of the last step kept. */
  dispose(): void {
    tf.dispose(this.kept);
    this.kept = [];
  }

  private again(drawn: number[], loss: () => tf.Scalar): tf.Scalar {
    const engine = tf.engine() as unknown as Engine;
    const { keep, disposeTensor } = engine;
    const before = new Map<tf.Variable, tf.Tensor>();
    const restore = intercept(engine, {
      keep: (tensor) => {
        if (!tensor.kept) this.kept.push(tensor);
        return keep.call(engine, tensor);
      },
      disposeTensor: (tensor) => {
        // tfjs disposes a variable's tensor when something is assigned to it.
        if (tensor instanceof tf.Variable && !before.has(tensor)) {
          before.set(tensor, keep.call(engine, tensor.clone()));
        }
        disposeTensor.call(engine, tensor);
      },
    });
    try {
      return drawing(drawn, loss);
    } finally {
      restore();
      for (const [variable, value] of before) {
        if (!variable.isDisposed) variable.assign(value);
        value.dispose();
      }
    }
  }
}

/** Runs with `drawn` in the place of Math.random, which tf draws the seeds of dropout and noise from, and adds to it. */
function drawing<T>(drawn: number[], run: () => T): T {
  const { random } = Math;
  let draws = 0;
  Math.random = () => {
    drawn[draws] ??= random();
    return drawn[draws++];
  };
  try {
    return run();
  } finally {
    Math.random = random;
  }
}

import * as tf from '@tensorflow/tfjs';
import { type Engine, intercept } from '../autodiff/tfjs-engine.js';

/** What the first run of a step's loss did beside computing it. */
interface FirstRun {
  /** What it got from Math.random, which tf draws the seeds of dropout and noise from. */
  readonly drawn: readonly number[];
  /** Variables that it assigned to, such as the moving statistics of batch normalization. */
  readonly moved: readonly tf.Variable[];
}

/**
 * The runs of a loss within one step, which a gradient source may make as many of as it needs. The first counts: its
 * metrics are what model.fit logs, its batch what batch normalization learns from. Those after it draw the same random
 * numbers, so that they are the same function of the weights, and leave no trace: variables that the first run moved are
 * put back, and what they keep (the metrics again) is disposed when the next step begins, as `trainOnBatch` reads it.
 * What a loss does beside that, such as taking the next batch of an iterator, it does at each run.
 */
export class ClosureRuns {
  private kept: tf.Tensor[] = [];

  /** The loss of a step, to be run by one gradient source. */
  of(loss: () => tf.Scalar): () => tf.Scalar {
    this.dispose();
    let first: FirstRun | undefined;
    return () => {
      if (first) return this.again(first, loss);
      const { result, ...observed } = observe(loss);
      first = observed;
      return result;
    };
  }

  /** Gives back what the extra runs of the last step kept. */
  dispose(): void {
    tf.dispose(this.kept);
    this.kept = [];
  }

  private again({ drawn, moved }: FirstRun, loss: () => tf.Scalar): tf.Scalar {
    const engine = tf.engine() as unknown as Engine;
    const { keep } = engine;
    const before = moved.map((variable) => tf.keep(variable.clone()));
    let draws = 0;
    const stop = interceptRandom((random) => (draws < drawn.length ? drawn[draws++] : random()));
    const restore = intercept(engine, {
      keep: (tensor) => {
        if (!tensor.kept) this.kept.push(tensor);
        return keep.call(engine, tensor);
      },
    });
    try {
      return loss();
    } finally {
      restore();
      stop();
      moved.forEach((variable, i) => {
        if (!variable.isDisposed) variable.assign(before[i]);
      });
      tf.dispose(before);
    }
  }
}

function observe(loss: () => tf.Scalar): FirstRun & { result: tf.Scalar } {
  const drawn: number[] = [];
  const stop = interceptRandom((random) => {
    const value = random();
    drawn.push(value);
    return value;
  });
  const variables = Object.values(tf.engine().registeredVariables);
  const before = variables.map(({ dataId }) => dataId);
  try {
    const result = loss();
    return { result, drawn, moved: variables.filter(({ dataId }, i) => dataId !== before[i]) };
  } finally {
    stop();
  }
}

/** Puts `draw` in the place of Math.random; the answer puts it back. */
function interceptRandom(draw: (random: () => number) => number): () => void {
  const { random } = Math;
  Math.random = () => draw(random);
  return () => {
    Math.random = random;
  };
}

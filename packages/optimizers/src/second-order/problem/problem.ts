import * as tf from '@tensorflow/tfjs-core';
import type { TapedOutputs } from '../../autodiff/gramian/factorise.js';
import { checkOutputs } from '../../autodiff/gramian/gramian.js';
import { Tape } from '../../autodiff/gramian/tape.js';
import {
  type ConvexLoss,
  convexLoss,
  type NamedLoss,
  type OutputLoss,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  squaredError,
} from './output-loss.js';

/** What one step starts from: the model as it has been run once, and its loss as a function of the outputs. */
export interface Problem {
  readonly variables: readonly tf.Variable[];
  /** The loss. */
  readonly value: tf.Scalar;
  readonly tape: Tape;
  /** The outputs z that the loss is convex in; with softmax or sigmoid as the last layer, that layer's inputs. */
  readonly z: TapedOutputs;
  readonly loss: OutputLoss;
  /** Undefined for a function. */
  readonly lossName?: string;
  /** Runs the model again, where the variables now are: its outputs, and the loss. */
  rerun(): { outputs: tf.Tensor2D; value: tf.Scalar };
  /** Q times the change of z that goes with a change of what `rerun` outputs. */
  curvature(change: tf.Tensor2D): tf.Tensor2D;
  /** J' u for variables, by their ids; those that z does not depend on are missing. */
  back(u: tf.Tensor2D, variables: readonly tf.Variable[]): Map<number, tf.Tensor>;
  dispose(): void;
}

const named: Readonly<Record<NamedLoss, (targets: tf.Tensor, outputs: tf.Tensor2D) => tf.Scalar>> = {
  meanSquaredError: (targets, outputs) => tf.losses.meanSquaredError(targets, outputs),
  softmaxCrossEntropy: (targets, outputs) => tf.losses.softmaxCrossEntropy(targets, outputs),
  sigmoidCrossEntropy: (targets, outputs) => tf.losses.sigmoidCrossEntropy(targets, outputs),
};

/** A loop's step: outputs by a closure, and targets. */
export function residualProblem(
  owner: string,
  outputs: () => tf.Tensor2D,
  targets: tf.Tensor,
  loss: NamedLoss | ConvexLoss,
  variables: readonly tf.Variable[],
): Problem {
  const compute = typeof loss === 'function' ? loss : named[loss];
  if (!compute) {
    throw new Error(
      `${owner}: loss is '${loss}', but must be one of ${Object.keys(named).join(', ')}, or a function of targets and outputs.`,
    );
  }
  const { tape, result: z } = Tape.record(variables, outputs);
  try {
    checkOutputs(owner, z);
    const outputLoss =
      typeof loss === 'function' ? convexLoss((at) => loss(targets, at), z) : closedForm(owner, loss, targets, z);
    return {
      variables,
      value: tf.tidy(() => compute(targets, z)),
      tape,
      z: { id: z.id, shape: z.shape },
      loss: outputLoss,
      lossName: typeof loss === 'function' ? undefined : loss,
      back: (u, into) => backFrom(tape, z.id, u, into),
      rerun: () =>
        tf.tidy(() => {
          const again = outputs();
          return { outputs: again, value: compute(targets, again) };
        }),
      curvature: (change) => byRoot(outputLoss, change),
      dispose: () => tape.dispose(),
    };
  } catch (error) {
    tape.dispose();
    throw error;
  } finally {
    z.dispose();
  }
}

function closedForm(owner: string, loss: NamedLoss, targets: tf.Tensor, z: tf.Tensor2D): OutputLoss {
  const [samples, outputs] = z.shape;
  if (!tf.util.arraysEqual(targets.shape, z.shape)) {
    throw new Error(`${owner}: the targets have shape [${targets.shape}], but the outputs [${z.shape}].`);
  }
  const given = { targets: targets.dataSync(), weights: new Float64Array(samples).fill(1 / samples), outputs };
  const values = Float64Array.from(z.dataSync());
  if (loss === 'meanSquaredError') return squaredError(values, given);
  if (loss === 'sigmoidCrossEntropy')
    return sigmoidCrossEntropy(
      values.map((at) => 1 / (1 + Math.exp(-at))),
      given,
    );
  return softmaxCrossEntropy(softmax(values, outputs), given);
}

function softmax(z: Float64Array, outputs: number): Float64Array {
  const p = new Float64Array(z.length);
  for (let start = 0; start < z.length; start += outputs) {
    const row = z.subarray(start, start + outputs);
    const largest = row.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
    const exponentials = row.map((at) => Math.exp(at - largest));
    const sum = exponentials.reduce((total, one) => total + one, 0);
    p.set(
      exponentials.map((one) => one / sum),
      start,
    );
  }
  return p;
}

/** S S' dz */
export function byRoot({ root, samples, outputs }: OutputLoss, change: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const s = tf.tensor3d([...root], [samples, outputs, outputs]);
    const columns = tf.reshape(change, [samples, outputs, 1]);
    return tf.reshape(tf.matMul(s, tf.matMul(s, columns, true)), [samples, outputs]);
  });
}

/** One way back along a tape. */
export const backFrom = (tape: Tape, z: number, u: tf.Tensor2D, into: readonly tf.Variable[]): Map<number, tf.Tensor> =>
  tape.backpropagate(new Map([[z, u]]), { into });

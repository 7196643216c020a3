import { show } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { valueGradHvp } from '../../autodiff/value-grad-hvp.js';
import { cholesky } from '../../linear-algebra/cholesky.js';
import { oneHot } from '../../linear-algebra/one-hot.js';

/** Losses whose second derivatives by the outputs have a closed form; as in tf.losses, means over the batch. */
export type NamedLoss = 'meanSquaredError' | 'softmaxCrossEntropy' | 'sigmoidCrossEntropy';

/** A convex loss of targets and outputs, whose part for each sample depends on that sample's outputs alone. */
export type ConvexLoss = (targets: tf.Tensor, outputs: tf.Tensor2D) => tf.Scalar;

/** A convex loss ℓ at outputs z, by samples i: its Hessian there is S_i S_i', its gradient S_i v_i. float64. */
export interface OutputLoss {
  readonly samples: number;
  readonly outputs: number;
  /** S, [samples, outputs, outputs] */
  readonly root: Float64Array;
  /** v, [samples, outputs] */
  readonly v: Float64Array;
}

/** Values by (sample, output), and the weight of each sample in the loss. */
interface Given {
  readonly targets: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  readonly outputs: number;
}

const smallest = 1e-300;

/** ℓ = Σ_i w_i mean_k (z_ik − y_ik)²: Q_i = 2 w_i / outputs I */
export function squaredError(z: ArrayLike<number>, { targets, weights, outputs }: Given): OutputLoss {
  const scale = (i: number) => Math.sqrt((2 * weights[i]) / outputs);
  return diagonal(weights.length, outputs, (i, at) => [scale(i), scale(i) * (z[at] - targets[at])]);
}

/** ℓ = Σ_i w_i mean_k (−y log p − (1 − y) log (1 − p)), p = sigmoid(z): Q_i = w_i / outputs diag(p (1 − p)) */
export function sigmoidCrossEntropy(p: ArrayLike<number>, { targets, weights, outputs }: Given): OutputLoss {
  return diagonal(weights.length, outputs, (i, at) => {
    const scale = Math.sqrt(weights[i] / outputs);
    const deviation = Math.sqrt(Math.max(p[at] * (1 - p[at]), smallest));
    return [scale * deviation, (scale * (p[at] - targets[at])) / deviation];
  });
}

/** ℓ = −Σ_i w_i Σ_k y_ik log p_ik, p = softmax(z): Q_i = w_i (Σ y) (diag(p) − p p'), S_i = √w (diag(√p) − p √p') */
export function softmaxCrossEntropy(p: ArrayLike<number>, { targets, weights, outputs }: Given): OutputLoss {
  const samples = weights.length;
  const root = new Float64Array(samples * outputs * outputs);
  const v = new Float64Array(samples * outputs);
  for (let i = 0; i < samples; i++) {
    let mass = 0;
    for (let k = 0; k < outputs; k++) mass += targets[i * outputs + k];
    const scale = Math.sqrt(weights[i] * mass);
    for (let k = 0; k < outputs; k++) {
      const at = i * outputs + k;
      const deviation = Math.sqrt(Math.max(p[at], smallest));
      if (mass > 0) v[at] = (scale * (p[at] - targets[at] / mass)) / deviation;
      for (let l = 0; l < outputs; l++) {
        root[at * outputs + l] =
          scale * ((k === l ? deviation : 0) - p[at] * Math.sqrt(Math.max(p[i * outputs + l], smallest)));
      }
    }
  }
  return { samples, outputs, root, v };
}

function diagonal(samples: number, outputs: number, at: (i: number, at: number) => [number, number]): OutputLoss {
  const root = new Float64Array(samples * outputs * outputs);
  const v = new Float64Array(samples * outputs);
  for (let i = 0; i < samples; i++) {
    for (let k = 0; k < outputs; k++) {
      const here = i * outputs + k;
      [root[here * outputs + k], v[here]] = at(i, here);
    }
  }
  return { samples, outputs, root, v };
}

/** Below this part of the largest curvature a loss of one's own counts as flat: its derivatives are float32. */
const flat = 1e-6;

/**
 * Any other convex loss, by one Hessian-vector product for each output: it takes column k of all samples at once. Where it is
 * flat, or linear, 1e-6 of the largest curvature in the batch is added.
 */
export function convexLoss(loss: (z: tf.Tensor2D) => tf.Scalar, z: tf.Tensor2D): OutputLoss {
  const [samples, outputs] = z.shape;
  const hessian = new Float64Array(samples * outputs * outputs);
  let gradient: ArrayLike<number> = [];
  for (let l = 0; l < outputs; l++) {
    tf.tidy(() => {
      const direction = tf.tile(oneHot([l], outputs), [samples, 1]);
      const { grads, hvps } = valueGradHvp(() => loss(z), [z], [direction]);
      gradient = grads[0]!.dataSync();
      hvps[0]!.dataSync().forEach((value, at) => {
        hessian[at * outputs + l] = value;
      });
    });
  }
  let largest = 0;
  for (let at = 0; at < samples * outputs; at++) largest = Math.max(largest, hessian[at * outputs + (at % outputs)]);
  const root = new Float64Array(hessian.length);
  const v = new Float64Array(samples * outputs);
  if (!Number.isFinite(largest)) return { samples, outputs, root: root.fill(Number.NaN), v: v.fill(Number.NaN) };
  for (let i = 0; i < samples; i++) {
    const block = hessian.subarray(i * outputs ** 2, (i + 1) * outputs ** 2);
    const factor = rootOf(block, outputs, flat * largest);
    if (!factor) {
      throw new Error(
        `The loss must be convex in the outputs and not flat, but its Hessian at sample ${i} is ${show([...block])}.`,
      );
    }
    root.set(factor, i * outputs ** 2);
    for (let k = 0; k < outputs; k++) {
      let rest = gradient[i * outputs + k];
      for (let l = 0; l < k; l++) rest -= factor[k * outputs + l] * v[i * outputs + l];
      v[i * outputs + k] = rest / factor[k * outputs + k];
    }
  }
  return { samples, outputs, root, v };
}

/** The Cholesky factor of a Hessian; of that with `least` added where it is not clearly positive. */
function rootOf(hessian: Float64Array, outputs: number, least: number): Float64Array | undefined {
  const factor = cholesky(hessian, outputs);
  for (let k = 0; k < outputs; k++) {
    if (!factor || factor[k * outputs + k] ** 2 <= least) return cholesky(hessian, outputs, least);
  }
  return factor;
}

/** S u or S' u, block by block. */
export function timesRoot(
  { samples, outputs, root }: OutputLoss,
  u: ArrayLike<number>,
  transposed = false,
): Float64Array {
  const result = new Float64Array(samples * outputs);
  for (let i = 0; i < samples; i++) {
    for (let k = 0; k < outputs; k++) {
      for (let l = 0; l < outputs; l++) {
        const [row, column] = transposed ? [l, k] : [k, l];
        result[i * outputs + k] += root[(i * outputs + row) * outputs + column] * u[i * outputs + l];
      }
    }
  }
  return result;
}

/** r = S v, [samples, outputs] */
export const gradientOf = (loss: OutputLoss): tf.Tensor2D =>
  tf.tensor2d([...timesRoot(loss, loss.v)], [loss.samples, loss.outputs]);

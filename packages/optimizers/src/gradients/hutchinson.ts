import * as tf from '@tensorflow/tfjs-core';
import { valueGradHvp } from '../autodiff/value-grad-hvp.js';
import { defineGradientSources } from './define-gradient-source.js';
import { type Averaging, hutchinsonOptions } from './hutchinson-options.js';
import { randomOption, seededRandom } from './random.js';
import { trainableOf } from './read-variables.js';
import { reverseMode } from './reverse-mode.js';
import { scalarOf } from './slopes.js';

const firstAxes = (count: number) => Array.from({ length: count }, (_, axis) => axis);

/** Which axes of a kernel are averaged over, by its rank; of vectors and scalars none. */
const averagings: Readonly<Record<Averaging, (rank: number) => number[]>> = {
  none: () => [],
  spatial: (rank: number) => firstAxes(Math.max(1, rank - 2)),
  lastAxes: (rank: number) => (rank === 4 ? [2, 3] : [rank - 1]),
};

/**
 * Gradient, loss, and at every k-th step, from the first on, Hutchinson's estimate of the diagonal of the Hessian, from
 * one run of the loss for each sample:
 *
 *     diag ∇²L ≈ 1/s Σ z ⊙ ∇²L z,   z = ±1 each, or z ~ N(0, I)
 *
 * It is the `hessianDiagonal` of rules such as `adahessian`, `oasis` and `sophiaH`, which keep what they need of it
 * until the next. Unbiased; exact with ±1 where the Hessian is diagonal. With `averaging`, as in AdaHessian, its absolute
 * value is averaged within each kernel: 'spatial' over the spatial axes of a convolution and the inputs of a dense layer
 * (tf's layout: all axes but the last two, or the first of two); 'lastAxes' over those that the authors' code takes, the
 * last one (of four axes the last two), which in tf's layout are the outputs.
 * A sample costs about 1.5 gradients more than the gradient alone; see the README. Kernels without a forward-mode rule are an error.
 * Options: `every` 1 (k), `samples` 1 (s), `initialSamples` as many (s at step 1), `distribution` 'rademacher' or 'normal',
 * `averaging` 'none', `seed` 0, `random` another source of randomness (which cannot be saved).
 * Hutchinson 1989, "A Stochastic Estimator of the Trace of the Influence Matrix for Laplacian Smoothing Splines"; Bekas,
 * Kokiopoulou and Saad 2007, "An Estimator for the Diagonal of a Matrix"; averaging: Yao et al. 2021, "ADAHESSIAN: An
 * Adaptive Second Order Optimizer for Machine Learning", arXiv:2006.00719.
 */
export const hutchinson = defineGradientSources(
  'hutchinson',
  {
    ...hutchinsonOptions,
    random: randomOption,
  },
  ({ every, samples, initialSamples = samples, distribution, averaging, seed, random = seededRandom(seed) }) => ({
    provides: ['grad', 'loss', 'hessianDiagonal'],
    evaluate(loss, given, step) {
      if ((step - 1) % every !== 0) return reverseMode.evaluate(loss, given, step);
      const count = step === 1 ? initialSamples : samples;
      const draws = random(step);
      const sample = (variables: tf.Variable[]) => {
        const zs = variables.map(({ shape }) => draws[distribution](shape));
        const { value, grads, hvps } = valueGradHvp(() => scalarOf('hutchinson', loss), variables, zs);
        const found = variables.flatMap((variable, i) => {
          const { [i]: grad } = grads;
          return grad ? [{ variable, grad, diagonal: tf.div(tf.mul(hvps[i]!, zs[i]), count) }] : [];
        });
        return { value, found };
      };
      const { value, found } = sample(trainableOf(loss, given));
      const variables = found.map(({ variable }) => variable);
      let diagonals = found.map(({ diagonal }) => diagonal);
      for (let s = 1; s < count; s++) {
        diagonals = tf.tidy(() => sample(variables).found.map(({ diagonal }, i) => tf.add(diagonal, diagonals[i])));
      }
      const named = (tensors: readonly tf.Tensor[]): tf.NamedTensorMap =>
        Object.fromEntries(tensors.map((tensor, i) => [variables[i].name, tensor]));
      return {
        value,
        grads: named(found.map(({ grad }) => grad)),
        hessianDiagonal: named(averaging === 'none' ? diagonals : diagonals.map(averaged(averagings[averaging]))),
      };
    },
  }),
);

const averaged = (axesOf: (rank: number) => number[]) => (diagonal: tf.Tensor) => {
  const sizes = tf.abs(diagonal);
  return diagonal.rank < 2 ? sizes : tf.broadcastTo(tf.mean(sizes, axesOf(diagonal.rank), true), diagonal.shape);
};

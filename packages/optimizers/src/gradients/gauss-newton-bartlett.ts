import { callback, integer, number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { variableGrads } from '../autodiff/reverse.js';
import { pairGradients } from '../optimizer/pair-gradients.js';
import { defineGradientSources } from './define-gradient-source.js';
import { gradientOption } from './gradient-source.js';
import { reverseMode } from './reverse-mode.js';

/**
 * Gradient, loss, and at every k-th step the Gauss-Newton-Bartlett estimate of the diagonal of the Gauss-Newton matrix, as
 * `hessianDiagonal`:
 *
 *     diag ≈ B ĝ ⊙ ĝ,   ĝ = ∇L̂
 *
 * L̂ is the mean loss of the batch with labels that are drawn from what the model predicts, which `sampledLoss` computes:
 *
 *     () => {
 *       const logits = model.apply(inputs, { training: true });
 *       const labels = tf.oneHot(tf.multinomial(logits, 1).flatten(), classes);
 *       return tf.losses.softmaxCrossEntropy(labels, logits);
 *     }
 *
 * Labels are data: no gradient flows through them. Costs one gradient more at steps k, 2k, …; the estimate is never
 * negative. Batch normalization learns from these runs too, and stateful layers go on by one more batch.
 * Options: `sampledLoss` (required; a function, so the source cannot be saved), `batchSize` (B, required: how many labels
 * the loss is the mean over), `every` 10 (k), `gradient` the source that measures the rest (reverse mode).
 * Liu et al. 2024, "Sophia: A Scalable Stochastic Second-order Optimizer for Language Model Pre-training",
 * arXiv:2305.14342, algorithm 2.
 */
export const gaussNewtonBartlett = defineGradientSources(
  'gaussNewtonBartlett',
  {
    sampledLoss: callback<() => tf.Scalar>('that computes a loss'),
    batchSize: number('(0, inf)'),
    every: integer('[1, inf)', 10, { among: [3, 10, 30] }),
    gradient: gradientOption(reverseMode),
  },
  ({ sampledLoss, batchSize, every, gradient }) => ({
    provides: [...gradient.provides, 'hessianDiagonal'],
    evaluate(loss, variables, step) {
      const measured = gradient.evaluate(loss, variables, step);
      if (step % every !== 0) return measured;
      const { grads } = variableGrads(sampledLoss, variables);
      const diagonals = pairGradients('gaussNewtonBartlett', measured.grads).map(({ param: { name }, grad: g }) => [
        name,
        tf.mul(tf.square(grads[name] ?? tf.zerosLike(g)), batchSize),
      ]);
      const hessianDiagonal: tf.NamedTensorMap = Object.fromEntries(diagonals);
      return { ...measured, hessianDiagonal };
    },
  }),
);

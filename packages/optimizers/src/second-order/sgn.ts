import { integer, number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { readProduct } from '../linear-algebra/parts.js';
import { defineMethod } from './define-method.js';
import { hessianFree } from './directions/hessian-free.js';
import type { StepResult } from './method.js';
import { Line } from './searches/line.js';

/**
 * SGN: Gauss-Newton steps by conjugate gradients (Gargiani, Zanelli, Diehl and Hutter 2020, arXiv:2006.02409; Martens 2010).
 *
 *     (J' Q J + damping I) d ≈ −J' r,   J = ∂z/∂x,  r = ∂ℓ/∂z,  Q = ∂²ℓ/∂z²,   x ← x + learningRate d
 *
 * The matrix is met in products only, forward mode and one way back for each, so cost and memory do not grow with the
 * number of outputs; batch normalization is no obstacle. Iterations start from the last direction. Losses, `attach` and
 * `minimizeResidual` are as for {@link egn}, which is cheaper where there are few outputs.
 *
 * - `damping` (default 1) belongs to the loss as it is, a mean over the batch.
 * - `tolerance` (default 1e-5): iterations end at |J' r + (J' Q J + damping I) d| ≤ tolerance |J' r|, or after
 *   `maxIterations` (default 20); `optimizer.report` has both. Not finite: the variables and the last direction stay.
 *
 * Cost: one gradient, and for each iteration a run of the model in forward mode and one way back, about 1.5 gradients.
 * State: 4 bytes for each parameter. Defaults are those of somax 4ea5c0e.
 */
export const sgn = defineMethod({
  name: 'Sgn',
  reference: 'Gargiani, Zanelli, Diehl and Hutter 2020, arXiv:2006.02409',
  checkedAgainst: 'python-somax 1.0.1, in float64',
  hyper: {
    learningRate: number('[0, inf)', 1, { around: 10 }),
    damping: number('[0, inf)', 1, { around: 100 }),
    tolerance: number('[0, 1)', 1e-5),
    maxIterations: integer('[1, inf)', 20),
  },
  slots: ['d'],
  state: '1',
  cost: '1 gradient, and about 1.5 for each iteration of conjugate gradients',
  needsOutputs: true,
  step(problem, { settings: { learningRate, damping, tolerance, maxIterations }, slots }) {
    return tf.tidy((): StepResult & tf.TensorContainerObject => {
      const { variables, solve } = hessianFree(problem, damping);
      if (variables.length === 0) return { report: { outcome: 'stopped', iterations: 0, residual: 0 } };
      const last = slots.of(variables.map((param) => ({ param }))).map(({ tensors }) => tensors.d as tf.Variable);
      const { x, iterations, residual } = solve(last, { tolerance, iterations: maxIterations });
      if (!Number.isFinite(residual + readProduct(x, x))) return { report: { outcome: 'not finite', iterations } };
      last.forEach((slot, i) => {
        slot.assign(x[i]);
      });
      new Line(variables, x).moveTo(learningRate);
      return { report: { outcome: 'moved', iterations, residual } };
    });
  },
});

/** See {@link sgn}. */
export const SgnOptimizer = sgn.Optimizer;
export type SgnOptimizer = InstanceType<typeof SgnOptimizer>;

import { number, toggle } from '@optimizer-zoo/schedulers';
import { ema } from '../../linear-algebra/ema.js';
import { rootMeanSquare } from '../../linear-algebra/norm.js';
import { computed, oneMinus, power } from '../../rule/host-scalars.js';
import type { Tensor } from '../../words/tensor.js';
import * as t from '../../words/words.js';
import { defineTensorRule } from './tensor-rule.js';

/**
 * Adafactor: Adam's second moment kept as one sum for each row and one for each column of a matrix.
 *
 *     r ← β r + (1 − β) mean over columns (g² + ε1),   c ← β c + (1 − β) mean over rows (g² + ε1),   β = 1 − t^beta2Decay
 *     u = g / √(r c / mean r)                   vectors keep their whole second moment v, and u = g / √v
 *     u ← u / max(1, RMS(u) / clipThreshold)
 *     x ← x − α (u + weightDecay x),   α = ρ max(ε2, RMS(x))
 *
 * with ρ = min(learningRate, 1 / √t) if `relativeStep`, else learningRate; α = ρ without `scaleParameter`. Tensors of more
 * than two axes are treated as matrices of their last two. Without momentum, as in the paper's recommendation.
 * State: for a variable of shape [… n, m] slots of shapes [… n] and [… m]; for a vector one of its shape. Runs on tensors,
 * unfused. Defaults: `learningRate` 0.01, `beta2Decay` -0.8, `epsilon1` 1e-30 (ε1; not where tensors are kept in half
 * precision), `epsilon2` 0.001, `clipThreshold` 1, `relativeStep` true, `scaleParameter` true, `weightDecay` 0.
 * Shazeer and Stern 2018, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost", arXiv:1804.04235, algorithm 4.
 */
export const adafactor = defineTensorRule({
  name: 'Adafactor',
  reference: 'Shazeer and Stern 2018, arXiv:1804.04235',
  checkedAgainst: 'torch-optimizer 0.3.0, and its code with another cap of the relative step',
  hyper: {
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    beta2Decay: number('(-inf, 0]', -0.8, { between: [-1, -0.5] }),
    epsilon1: number('[0, inf)', 1e-30),
    epsilon2: number('[0, inf)', 1e-3),
    clipThreshold: number('(0, inf)', 1, { around: 4 }),
    relativeStep: toggle(true),
    scaleParameter: toggle(true),
    weightDecay: number('[0, inf)', 0),
  },
  slots: (shape) =>
    shape.length < 2 ? { r: shape, c: [0] } : { r: shape.slice(0, -1), c: [...shape.slice(0, -2), ...shape.slice(-1)] },
  hostScalars: ({ learningRate, beta2Decay, relativeStep }, step) => ({
    beta: oneMinus(power(step, beta2Decay)),
    rho: relativeStep ? computed([learningRate, step], (eta, t) => Math.min(eta, 1 / Math.sqrt(t))) : learningRate,
  }),
  update({ param: x, grad: g, r, c, beta, rho, epsilon1, epsilon2, clipThreshold, scaleParameter, weightDecay }) {
    if (x.size === 0) return { r, c, param: x };
    const squared = t.add(t.square(g), epsilon1);
    let v: Tensor;
    if (x.rank < 2) v = r = ema(r, squared, beta);
    else {
      r = ema(r, t.mean(squared, -1), beta);
      c = ema(c, t.mean(squared, -2), beta);
      v = t.mul(t.expandDims(t.div(r, t.mean(r, -1, true)), -1), t.expandDims(c, -2));
    }
    let u = t.div(g, t.sqrt(v));
    u = t.div(u, t.maximum(1, t.div(rootMeanSquare(u), clipThreshold)));
    const alpha = scaleParameter ? t.mul(t.maximum(rootMeanSquare(x), epsilon2), rho) : t.scalar(rho);
    return { r, c, param: t.sub(x, t.mul(t.add(u, t.mul(x, weightDecay)), alpha)) };
  },
});

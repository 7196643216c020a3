import { choice, number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { valueGradHvp } from '../autodiff/value-grad-hvp.js';
import { pairGradients } from '../optimizer/pair-gradients.js';
import { withWeightsAt } from '../optimizer/weights-at.js';
import { defineGradientSources } from './define-gradient-source.js';
import { gradientOption } from './gradient-source.js';
import { mapGradients } from './map-gradients.js';
import { reverseMode } from './reverse-mode.js';
import { scalarOf } from './slopes.js';

const owner = 'gradientRegularization';

/** Gradients at another point than the weights, or derivatives of theirs, in the order of `pairs`. */
interface NearbyGradients {
  /** ∇L(x + multiple ∇L(x)) */
  gradientsAt(multiple: number): tf.Tensor[];
  /** ∇²L(x) ∇L(x) */
  hessianTimesGradient(): tf.Tensor[];
}

const difference = (as: tf.Tensor[], bs: readonly tf.Tensor[], by: number) =>
  as.map((a, i) => tf.div(tf.sub(a, bs[i]), by));

/** ∇²L ∇L in each scheme; gs is ∇L, e the ascent step. */
const schemes = {
  forward: ({ gradientsAt }: NearbyGradients, gs: tf.Tensor[], e: number) => difference(gradientsAt(e), gs, e),
  backward: ({ gradientsAt }: NearbyGradients, gs: tf.Tensor[], e: number) => difference(gs, gradientsAt(-e), e),
  central: ({ gradientsAt }: NearbyGradients, _: unknown, e: number) =>
    difference(gradientsAt(e), gradientsAt(-e), 2 * e),
  exact: ({ hessianTimesGradient }: NearbyGradients) => hessianTimesGradient(),
} as const;

/**
 * Gradient regularization: minimizes L + γ/2 ‖∇L‖², whose gradient is ∇L + γ ∇²L ∇L. With g(·) = ∇L and g = g(x):
 *
 *     'forward':   g + γ/ε (g(x + ε g) − g)                  2 gradients
 *     'backward':  g + γ/ε (g − g(x − ε g))                  2 gradients
 *     'central':   g + γ/2ε (g(x + ε g) − g(x − ε g))        3 gradients
 *     'exact':     g + γ ∇²L g, by forward over reverse      1 gradient and 1 Hessian-vector product
 *
 * The paper finds that the forward scheme with a large ε generalizes best. With γ = ε it takes ∇L(x + ε g):
 * `sharpnessAware` without its norm. The schemes agree where L is quadratic. The reported loss is L itself, and dropout is
 * the same in all runs.
 * Options: `strength` 0.05 (γ), `ascentStep` 0.05 (ε; our defaults, the paper scans both), `scheme` 'forward', `gradient`
 * the source that measures g (reverse mode).
 * Karakida et al. 2023, "Understanding Gradient Regularization in Deep Learning: Efficient Finite-Difference Computation
 * and Implicit Bias", arXiv:2210.02720.
 */
export const gradientRegularization = defineGradientSources(
  owner,
  {
    strength: number('[0, inf)', 0.05, { around: 10 }),
    ascentStep: number('(0, inf)', 0.05, { around: 10 }),
    scheme: choice(...(Object.keys(schemes) as (keyof typeof schemes)[])),
    gradient: gradientOption(reverseMode),
  },
  ({ strength, ascentStep, scheme, gradient }) => ({
    provides: gradient.provides,
    evaluate(loss, variables, step) {
      const measured = gradient.evaluate(loss, variables, step);
      const pairs = pairGradients(owner, measured.grads);
      const { params, gs } = { params: pairs.map(({ param }) => param), gs: pairs.map(({ grad }) => grad) };
      const probe: NearbyGradients = {
        gradientsAt(multiple) {
          const climb = (x: tf.Tensor, i: number) => tf.add(x, tf.mul(gs[i], multiple));
          const there = withWeightsAt(params, climb, () => gradient.evaluate(loss, variables, step));
          return params.map(({ name }) => there.grads[name]);
        },
        hessianTimesGradient: () =>
          valueGradHvp(() => scalarOf(owner, loss), params, gs).hvps.map((hvp, i) => hvp ?? tf.mul(gs[i], 0)),
      };
      const penalty = schemes[scheme](probe, gs, ascentStep);
      const penalties = new Map(params.map(({ name }, i) => [name, penalty[i]]));
      return mapGradients(measured, (g, name) => tf.add(g, tf.mul(penalties.get(name)!, strength)));
    },
  }),
);

import type { RandomTensors, Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';

/** How a preconditioner is fitted. */
export interface FitSettings {
  readonly preconditionerLearningRate: number;
  readonly lipschitzDecay: number;
  readonly damping: number;
  readonly relativeDamping: number;
}

/** A matrix P = Q'Q that is fitted to pairs (v, h): it minimises E[h' P h + v' P⁻¹ v]. */
export interface Preconditioner<State> {
  /** Q = I, which waits for its scale; its bounds are 0. */
  start(like: Tensor, random: RandomTensors): State;
  /** Q = scale I, which has begun; its bounds are above 0, and as good as that. */
  scaled(start: State, scale: Tensor): State;
  /** P g */
  apply(state: State, g: Tensor): Tensor;
}

/** One whose pairs are a gradient or momentum as h, and v ~ N(0, I) independent of it. */
export interface WhiteningPreconditioner<State> extends Preconditioner<State> {
  /** A step of the fit. */
  whiten(state: State, g: Tensor, settings: FitSettings, random: RandomTensors): State;
}

/** One whose pairs are a probe v ~ N(0, I) and its Hessian-vector product h. */
export interface NewtonPreconditioner<State> extends Preconditioner<State> {
  /** A step of the fit. */
  newton(state: State, v: Tensor, h: Tensor, settings: FitSettings, random: RandomTensors): State;
}

/** h with a little noise, so that P stays below I / damping. */
export const damped = (h: Tensor, noise: Tensor, { damping, relativeDamping }: FitSettings) =>
  t.add(h, t.mul(t.add(t.mul(t.abs(h), relativeDamping), damping), noise));

/** A tracked bound: it falls slowly and rises at once. */
export const lipschitz = (bound: Tensor, ell: Tensor, { lipschitzDecay }: FitSettings) =>
  t.maximum(t.add(t.mul(bound, lipschitzDecay), t.mul(ell, 1 - lipschitzDecay)), ell);

/**
 * Sides of a pair in a unit in which their squares are finite: 1, but for giants. A fit depends on ratios of squares alone.
 */
export function inUnit(sides: readonly Tensor[]): { readonly unit: Tensor; readonly sides: Tensor[] } {
  const sizes = sides.map((side) => t.max(t.abs(side)));
  const unit = t.reshape(t.maximum(t.div(t.max(t.stack(sizes)), 1e9), 1), []);
  if (t.readsFreely() && t.dataSync(unit)[0] === 1) return { unit, sides: [...sides] };
  return { unit, sides: sides.map((side) => t.div(side, unit)) };
}

const largest = 3.4028234663852886e38;

/** A bound in squares of a unit as it is kept: in those of 1. */
export const kept = (bound: Tensor, unit: Tensor) => t.minimum(t.mul(t.mul(bound, unit), unit), largest);

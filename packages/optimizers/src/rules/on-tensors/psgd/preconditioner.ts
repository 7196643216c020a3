import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../gradients/random.js';
import { readsFreely } from '../../../linear-algebra/reads-freely.js';

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
  start(like: tf.Tensor, random: Random): State;
  /** Q = scale I, which has begun; its bounds are above 0, and as good as that. */
  scaled(start: State, scale: tf.Tensor): State;
  /** P g */
  apply(state: State, g: tf.Tensor): tf.Tensor;
}

/** One whose pairs are a gradient or momentum as h, and v ~ N(0, I) independent of it. */
export interface WhiteningPreconditioner<State> extends Preconditioner<State> {
  /** A step of the fit. */
  whiten(state: State, g: tf.Tensor, settings: FitSettings, random: Random): State;
}

/** One whose pairs are a probe v ~ N(0, I) and its Hessian-vector product h. */
export interface NewtonPreconditioner<State> extends Preconditioner<State> {
  /** A step of the fit. */
  newton(state: State, v: tf.Tensor, h: tf.Tensor, settings: FitSettings, random: Random): State;
}

/** h with a little noise, so that P stays below I / damping. */
export const damped = (h: tf.Tensor, noise: tf.Tensor, { damping, relativeDamping }: FitSettings) =>
  tf.add(h, tf.mul(tf.add(tf.mul(tf.abs(h), relativeDamping), damping), noise));

/** A tracked bound: it falls slowly and rises at once. */
export const lipschitz = (bound: tf.Tensor, ell: tf.Tensor, { lipschitzDecay }: FitSettings) =>
  tf.maximum(tf.add(tf.mul(bound, lipschitzDecay), tf.mul(ell, 1 - lipschitzDecay)), ell);

/**
 * Sides of a pair in a unit in which their squares are finite: 1, but for giants. A fit depends on ratios of squares alone.
 */
export function inUnit<R extends tf.Rank>(
  sides: readonly tf.Tensor<R>[],
): { readonly unit: tf.Scalar; readonly sides: tf.Tensor<R>[] } {
  const sizes = sides.map((side) => tf.max(tf.abs(side)));
  const unit = tf.reshape(tf.maximum(tf.div(tf.max(tf.stack(sizes)), 1e9), 1), []) as tf.Scalar;
  if (readsFreely() && unit.dataSync()[0] === 1) return { unit, sides: [...sides] };
  return { unit, sides: sides.map((side) => tf.div(side, unit)) };
}

const largest = 3.4028234663852886e38;

/** A bound in squares of a unit as it is kept: in those of 1. */
export const kept = (bound: tf.Tensor, unit: tf.Scalar) => tf.minimum(tf.mul(tf.mul(bound, unit), unit), largest);

import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../gradients/random.js';

/** How a preconditioner is fitted. */
export interface FitSettings {
  readonly preconditionerLearningRate: number;
  readonly lipschitzDecay: number;
  readonly damping: number;
  readonly relativeDamping: number;
}

/** A matrix P = Q'Q that is fitted to pairs (v, h): it minimises E[h' P h + v' P⁻¹ v]. */
interface Preconditioner<State> {
  /** Q = scale I. */
  start(like: tf.Tensor, scale: tf.Tensor, random: Random): State;
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
  h.add(h.abs().mul(relativeDamping).add(damping).mul(noise));

/** A tracked bound: it falls slowly and rises at once. */
export const lipschitz = (bound: tf.Tensor, ell: tf.Tensor, { lipschitzDecay }: FitSettings) =>
  tf.maximum(bound.mul(lipschitzDecay).add(ell.mul(1 - lipschitzDecay)), ell);

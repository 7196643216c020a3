import type * as tf from '@tensorflow/tfjs-core';
import type { ModelOutputs } from './model-outputs.js';
import type { Offer } from './offers.js';

/** The known answer of a problem: its global minimum. */
export interface Minimum {
  readonly value: number;
  /** A minimiser, flattened over all variables; absent where none is known, or they form a surface. */
  readonly point?: readonly number[];
  /** The other minimisers, where there are a few. */
  readonly others?: readonly (readonly number[])[];
}

/** What is known about the curvature of a convex problem: L and mu are met or come near to, but for what `bounds` names. */
export interface Constants {
  /** Smoothness: the gradient is L-Lipschitz, in the Euclidean norm. */
  readonly L: number;
  /** Strong convexity: no curvature is below mu; 0 where it is convex only. */
  readonly mu: number;
  /** Of a finite sum f = mean_i f_i: the largest smoothness of an f_i. */
  readonly Lmax?: number;
  /** Which of L and mu are bounds alone: true, but the curvature may stay away from them. Absent where neither is. */
  readonly bounds?: readonly ('L' | 'mu')[];
}

/** Numbers to be written to: an array, or a typed one. */
export interface Writable {
  readonly length: number;
  [index: number]: number;
}

/** A value, and the gradient there. */
export interface ValueAndGradient<Gradient> {
  readonly value: number;
  readonly gradient: Gradient;
}

/**
 * An objective in float64, at a flat point: an array, or a typed one. A gradient is written to an array that is given, which
 * is returned, or to a new one.
 */
export interface Float64Objective {
  value(point: ArrayLike<number>): number;
  /** Where the objective is not differentiable: a subgradient. */
  gradient(point: ArrayLike<number>): number[];
  gradient<Into extends Writable>(point: ArrayLike<number>, into: Into): Into;
  /** Both in one pass. */
  valueAndGradient(point: ArrayLike<number>): ValueAndGradient<number[]>;
  valueAndGradient<Into extends Writable>(point: ArrayLike<number>, into: Into): ValueAndGradient<Into>;
  /** Of a sum of squares: r with f = Σ_i r_i². */
  residuals?(point: ArrayLike<number>): number[];
  /** The rows ∇r_i. */
  jacobian?(point: ArrayLike<number>): number[][];
}

/** The rectangle of the plane which a picture shows. */
export interface Region {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** A function of two numbers and where to draw it. */
export interface Surface extends Region {
  readonly value: (x: number, y: number) => number;
}

/** What identifies a problem in a stored run: a name of the suite or of a game, a user's own expression and start, or a transform. */
export type ProblemConfig =
  | { readonly name: string }
  | { readonly game: string }
  | { readonly expression: string; readonly start: readonly number[] }
  | TransformConfig;

/** A transform of another problem, as `{ transform: 'rotate', options: { seed: 1 }, of: { name: 'rosenbrock' } }`. */
export interface TransformConfig {
  readonly transform: string;
  readonly options: Readonly<Record<string, number | readonly number[]>>;
  readonly of: ProblemConfig;
}

/** What a method for games takes: `minimax(f, min, max)`. */
export interface Players {
  f(): tf.Scalar;
  readonly min: readonly tf.Variable[];
  readonly max: readonly tf.Variable[];
}

/** A loss whose targets are drawn from the model's own probabilities. */
export interface DrawnLoss {
  /** Over how many labels it is the mean. */
  readonly labels: number;
  /** Another draw at each step; repeatable, as it depends on seed and step alone. */
  at(step: number): tf.Scalar;
}

/** How good the present variables are on data that no step sees. The caller's to dispose. */
export interface HeldOut {
  readonly objective: tf.Scalar;
  /** The share of samples that are classified right. */
  readonly accuracy?: tf.Scalar;
}

/** One start of a problem: variables, and functions of their present values. */
export interface ProblemInstance {
  readonly variables: tf.Variable[];
  /** What an optimizer sees at a step (the first is 1). Repeatable: the minibatch depends on problem, seed and step alone. */
  loss(step: number): tf.Scalar;
  /** What a report shows: the objective over all data. Equal to the loss where nothing is stochastic. */
  objective(): tf.Scalar;
  /** The loss of a step as a function of tensors in place of the variables, for derivatives of other kinds. */
  lossAt(xs: readonly tf.Tensor[], step: number): tf.Scalar;
  /** The objective in the same way. */
  objectiveAt(xs: readonly tf.Tensor[]): tf.Scalar;
  /** Of a sum of squares: r with f = Σ_i r_i², for Gauss-Newton methods. */
  residualsAt?(xs: readonly tf.Tensor[]): tf.Tensor1D;
  /** The loss of a step as a loss of a model's outputs: what Gauss-Newton methods step by. */
  outputs?(step: number): ModelOutputs;
  /** The loss of a step with labels that are drawn from what the model predicts. */
  readonly drawnLoss?: DrawnLoss;
  /** On data that no step sees. */
  heldOut?(): HeldOut;
  /** Of a game, in place of a loss: its value, and the variables of both players. */
  readonly players?: Players;
  /** Of a constrained problem: moves the variables to the nearest allowed point. To be called after every step. */
  project?(): void;
  /** Gives back every tensor. */
  dispose(): void;
}

/** Something to minimise, and what is known about it. */
export interface Problem {
  readonly name: string;
  /** The formula, as text. */
  readonly formula: string;
  /** Who stated it, with year. */
  readonly reference: string;
  readonly tags: readonly string[];
  /** Number of parameters. */
  readonly dimension: number;
  readonly minimum?: Minimum;
  readonly constants?: Constants;
  /** What it gives an optimizer to look at. */
  readonly offers: readonly Offer[];
  /** The objective in float64, where there is one. */
  readonly float64?: Float64Objective;
  /** The loss of a step of a run in float64, where it is not the objective. */
  float64At?(step: number, seed: number): Float64Objective;
  /** Where a run of that seed starts, in float64; `create` starts at the nearest float32. There if `float64` is. */
  start?(seed: number): readonly number[];
  /** For functions of two variables: what a contour plot needs. */
  readonly surface?: Surface;
  readonly config: ProblemConfig;
  /**
   * The seed fixes the start and the order of the minibatches; the data belong to the problem and never change.
   * A problem with a standard start in the literature starts there at seed 0, and near it at any other seed.
   */
  create(seed: number): ProblemInstance;
}

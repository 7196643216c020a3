import type * as tf from '@tensorflow/tfjs';

/** The known answer of a problem. */
export interface Minimum {
  readonly value: number;
  /** The minimiser, flattened over all variables; absent where it is not unique or not known. */
  readonly point?: readonly number[];
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

/** What identifies a problem in a stored run: a name of the suite, or a user's own expression and start. */
export type ProblemConfig =
  | { readonly name: string }
  | { readonly expression: string; readonly start: readonly number[] };

/** One start of a problem: variables, and functions of their present values. */
export interface ProblemInstance {
  readonly variables: tf.Variable[];
  /** What an optimizer sees at a step (the first is 1). Repeatable: the minibatch depends on problem, seed and step alone. */
  loss(step: number): tf.Scalar;
  /** What a report shows: the objective over all data. Equal to the loss where nothing is stochastic. */
  objective(): tf.Scalar;
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
  /** Smoothness (largest curvature) L and strong convexity (smallest) mu, where they are known. */
  readonly constants?: { readonly L: number; readonly mu: number };
  /** For functions of two variables: what a contour plot needs. */
  readonly surface?: Surface;
  readonly config: ProblemConfig;
  /**
   * The seed fixes the start and the order of the minibatches; the data belong to the problem and never change.
   * A problem with a standard start in the literature starts there at seed 0, and near it at any other seed.
   */
  create(seed: number): ProblemInstance;
}

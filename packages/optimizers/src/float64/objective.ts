import type { Parameters, Point } from './parameters.js';

/**
 * A function to minimise. Points are views of live parameters: read them, copy what is to be kept. What gives an array may
 * write it into `into` and return that, which spares a copy. `step`, from 1, is for what differs from step to step, such as
 * the minibatch.
 */
export interface Objective<P extends Parameters = number[]> {
  /** f; may be left out where nothing needs it. */
  value?(x: Point<P>, step: number): number;
  /** ∇f; central differences of the values unless given. */
  gradient?(x: Point<P>, into: Point<P>, step: number): P | Point<P>;
  /** ∇²f v, for rules that measure curvature; central differences of the gradients unless given. */
  hvp?(x: Point<P>, v: Point<P>, into: Point<P>, step: number): P | Point<P>;
  /** The diagonal of ∇²f; Hutchinson's estimate unless given. */
  hessianDiagonal?(x: Point<P>, into: Point<P>, step: number): P | Point<P>;
  /** r of a sum of squares f = Σ rᵢ², for least squares; f and ∇f = 2 J'r are had from them unless given. */
  residuals?(x: Point<P>, step: number): ArrayLike<number>;
  /** The rows ∇rᵢ of J; central differences of the residuals unless given. */
  jacobian?(x: Point<P>, step: number): readonly (P | Point<P>)[];
}

/** How often each function of the user was called; differences call `value` and `gradient`. */
export interface Evaluations {
  readonly value: number;
  readonly gradient: number;
  readonly hvp: number;
  readonly hessianDiagonal: number;
  readonly residuals: number;
  readonly jacobian: number;
}

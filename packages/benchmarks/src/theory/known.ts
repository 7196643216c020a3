import type { Constants, Float64Objective, Problem } from '@optimizer-zoo/testbed';

/** A problem of which everything is known. */
export interface Known {
  readonly problem: Problem;
  readonly f: Float64Objective;
  readonly constants: Constants;
  /** A minimiser and the minimum. */
  readonly minimizer: readonly number[];
  readonly lowest: number;
}

/** @throws Error where something is not known. */
export function known(problem: Problem): Known {
  const { float64: f, constants, minimum } = problem;
  if (f && constants && minimum?.point)
    return { problem, f, constants, minimizer: minimum.point, lowest: minimum.value };
  throw new Error(`${problem.name} has no known constants, minimiser or gradient in float64.`);
}

export const squaredNorm = (x: readonly number[]): number => x.reduce((sum, xi) => sum + xi ** 2, 0);

export const squaredDistance = (x: readonly number[], y: readonly number[]): number =>
  squaredNorm(x.map((xi, i) => xi - y[i]));

import * as tf from '@tensorflow/tfjs-core';
import { jacobianVector } from '../../autodiff/jacobian-vector.js';
import { conjugateGradients } from '../../linear-algebra/conjugate-gradients.js';
import type { Parts } from '../../linear-algebra/parts.js';
import { gradientOf } from '../problem/output-loss.js';
import type { Problem } from '../problem/problem.js';

/** A Gauss-Newton system (J' Q J + damping I) d = −J' r in products. */
export interface HessianFreeSystem {
  /** Those that the outputs depend on. */
  readonly variables: readonly tf.Variable[];
  /** d by conjugate gradients from `start` (Martens 2010), and how far they came. */
  solve(
    start: Parts,
    limits: { readonly tolerance: number; readonly iterations: number },
  ): { x: Parts; iterations: number; residual: number };
}

/** Called within tf.tidy. */
export function hessianFree(problem: Problem, damping: number): HessianFreeSystem {
  const all = problem.variables;
  const found = problem.back(gradientOf(problem.loss), all);
  const variables = all.filter(({ id }) => found.has(id));
  const b = variables.map(({ id }) => tf.neg(found.get(id)!));
  return {
    variables,
    solve: (start, limits) => conjugateGradients((v) => product(problem, variables, v, damping), b, start, limits),
  };
}

/** (J' Q J + damping I) v: forward mode, then back. */
function product(problem: Problem, variables: readonly tf.Variable[], v: Parts, damping: number): Parts {
  return tf.tidy(() => {
    const { tangents } = jacobianVector(() => problem.rerun().outputs, variables as tf.Variable[], v as tf.Tensor[]);
    const found = problem.back(problem.curvature(tangents as tf.Tensor2D), variables);
    return variables.map(({ id }, i) => tf.add(found.get(id)!, tf.mul(v[i], damping)));
  });
}

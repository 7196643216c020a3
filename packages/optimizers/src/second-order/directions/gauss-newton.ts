import * as tf from '@tensorflow/tfjs-core';
import { Linearization } from '../../autodiff/gramian/linearization.js';
import { dot } from '../../linear-algebra/vector.js';
import { gradientOf, type OutputLoss, timesRoot } from '../problem/output-loss.js';
import type { Problem } from '../problem/problem.js';
import { type Direction, disposeDirection, squaredNorm } from './direction.js';
import type { IterativeDirection } from './iterative-direction.js';
import { type solver, solverOf } from './solver.js';

/** The quadratic model q(d) = f + g' d + d' J' Q J d / 2 of a loss at one point. */
export interface GaussNewton {
  /** |g|² */
  squaredGradient(): number;
  /** −(J' Q J + damping I)⁻¹ g; d is undefined if it is not finite. Tensors are the caller's to dispose. */
  direction(damping: number): Partial<IterativeDirection>;
  /** g' d, and d' J' Q J d. */
  along(d: Direction): { slope: number; curvature: number };
}

/** Gives `use` the model of a problem, or of another `loss` of the same outputs. At the first step J is checked. */
export function withGaussNewton<T>(
  problem: Problem,
  {
    step,
    solver: asked = 'auto',
    loss = problem.loss,
  }: { readonly step: number; readonly solver?: (typeof solver)['names'][number]; readonly loss?: OutputLoss },
  use: (model: GaussNewton) => T,
): T {
  const linearization = new Linearization(problem.tape, problem.z, problem.variables);
  let solve: ReturnType<typeof solverOf> | undefined;
  try {
    if (step === 1) linearization.checkIndependence();
    return use({
      squaredGradient() {
        const gradient = tf.tidy(() => linearization.transposedProduct(gradientOf(loss)) as tf.Tensor[]);
        const square = squaredNorm(gradient);
        disposeDirection(gradient);
        return square;
      },
      direction(damping) {
        solve ??= solverOf(asked, linearization, loss);
        return solve(damping);
      },
      along(d) {
        const change = linearization.product(d);
        const y = timesRoot(loss, change.dataSync(), true); // S' J d
        change.dispose();
        return { slope: dot(loss.v, y), curvature: dot(y, y) };
      },
    });
  } finally {
    linearization.dispose();
  }
}

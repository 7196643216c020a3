import { choice, integer } from '@optimizer-zoo/schedulers';
import { closedForm, conjugateGradient, type Solver } from './solvers.js';

/** How the players' linear system is solved, and for conjugate gradients in how many iterations. */
export const solverOptions = {
  solve: choice('conjugateGradient', 'closedForm'),
  iterations: integer('[1, inf)', 10),
};

/** What it costs, beside a gradient. */
export const solverCost =
  '2 Hessian-vector products, with 2 more in each of the iterations, or one more for each component of x in closed form';

/** The solver that these options name. */
export const solverOf = (options: { solve: 'conjugateGradient' | 'closedForm'; iterations: number }): Solver =>
  options.solve === 'closedForm' ? closedForm : conjugateGradient(options.iterations);

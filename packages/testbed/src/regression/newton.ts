import { type Matrix, solve } from 'ml-matrix';

/**
 * Newton's method, `x ← x − H(x)⁻¹ g(x)`, in float64 from a column vector, until the step is lost in rounding.
 *
 * @throws Error where 100 steps do not suffice.
 */
export function newton(gradient: (x: Matrix) => Matrix, hessian: (x: Matrix) => Matrix, start: Matrix): Matrix {
  const x = start.clone();
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = solve(hessian(x), gradient(x));
    x.sub(step);
    if (step.norm() <= 1e-12 * (1 + x.norm())) return x;
  }
  throw new Error("Newton's method has not converged in 100 steps.");
}

import type { Objective } from './objective.js';
import { isArray, type Parameters } from './parameters.js';

/**
 * An objective of residuals, f = Σ rᵢ², for optimizers that know nothing of these: with its value, and where the Jacobian is given
 * with ∇f = 2 J'r.
 *
 *     minimize(sumOfSquares({ residuals, jacobian }), x0, { optimizer: lbfgs() })
 */
export function sumOfSquares<P extends Parameters = number[]>({
  residuals,
  jacobian,
}: Pick<Objective<P>, 'residuals' | 'jacobian'>): Objective<P> {
  if (typeof residuals !== 'function') throw new Error('sumOfSquares: residuals must be a function.');
  const value: Objective<P>['value'] = (x, step) => Array.from(residuals(x, step)).reduce((sum, r) => sum + r * r, 0);
  const gradient: Objective<P>['gradient'] = (x, into, step) => {
    const r = residuals(x, step);
    clear(into);
    for (const [i, row] of jacobian!(x, step).entries()) add(into, row, 2 * r[i]);
    return into;
  };
  return { value, residuals, ...(jacobian && { jacobian, gradient }) };
}

const clear = (into: object): void => {
  for (const array of isArray(into) ? [into] : Object.values(into)) (array as Float64Array).fill(0);
};

/** into ← into + factor row */
function add(into: object, row: object, factor: number): void {
  if (isArray(into)) {
    const [sum, part] = [into as Float64Array, row as ArrayLike<number>];
    for (let i = 0; i < sum.length; i++) sum[i] += factor * part[i];
    return;
  }
  for (const [name, array] of Object.entries(into as Readonly<Record<string, Float64Array>>)) {
    add(array, (row as Readonly<Record<string, object>>)[name], factor);
  }
}

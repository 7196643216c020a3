import { fromResiduals, type Problem } from '@optimizer-zoo/testbed';

/** A sum of squares r_i that can be met. */
interface SumOfSquares {
  readonly name: string;
  /** r_i as expressions of x1, x2, …. */
  readonly residuals: readonly string[];
  readonly start: readonly number[];
  /** Where all are 0. */
  readonly point: readonly number[];
}

/** ½ Σ_i r_i² */
export const sumOfSquares = ({ name, residuals, start, point }: SumOfSquares): Problem =>
  fromResiduals({
    name,
    reference: 'own expression',
    tags: [],
    residuals: residuals.map((residual) => `(${residual}) / sqrt(2)`),
    formula: residuals.map((residual) => `(${residual})^2 / 2`).join(' + '),
    start,
    minimum: { value: 0, point },
    config: { name },
  });

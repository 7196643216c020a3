import { type SingularTriple, singularTriples, solveDamped } from '../../linear-algebra/singular-values.js';
import { accumulate, dot } from '../../linear-algebra/vector.js';
import type { Bounds } from '../bounds.js';
import type { Evaluator } from '../evaluator.js';
import { besideHeld, type Model } from './model.js';
import { Residuals } from './residuals.js';

/** The Gauss-Newton model of f = |r|²: g = 2 J'r and H = 2 J'J. J is never squared, so that steps are right to its condition. */
export class LeastSquaresModel implements Model {
  private r?: Float64Array;
  private columns?: readonly Float64Array[];
  private g?: Float64Array;
  private triples?: readonly SingularTriple[];
  private isSolvable?: boolean;

  constructor(
    readonly x: Float64Array,
    private readonly measured: Residuals,
    private readonly bounds?: Bounds,
  ) {}

  get residuals(): Float64Array {
    this.r ??= this.measured.at(this.x);
    return this.r;
  }

  get value(): number {
    return dot(this.residuals, this.residuals);
  }

  /** J by its columns. */
  private get jacobian(): readonly Float64Array[] {
    this.columns ??= this.measured.jacobian(this.x, this.residuals);
    return this.columns;
  }

  get gradient(): Float64Array {
    this.g ??= Float64Array.from(this.jacobian, (column) => 2 * dot(column, this.residuals));
    return this.g;
  }

  get descent(): Float64Array {
    return this.bounds?.descent(this.x, this.gradient) ?? this.gradient;
  }

  direction(damping: number): Float64Array | undefined {
    const { gradient, residuals } = this;
    const held = this.bounds?.held(this.x, gradient) ?? [];
    if (this.isSolvable === undefined) {
      this.triples = singularTriples(this.jacobian.map((column, i) => (held[i] ? column.map(() => 0) : column)));
      this.isSolvable = this.triples !== undefined && residuals.every(Number.isFinite);
    }
    if (!this.isSolvable) return undefined;
    const d = solveDamped(this.triples!, residuals, damping / 2, new Float64Array(gradient.length));
    return besideHeld(d, gradient, held);
  }

  /** The largest element of the diagonal of H. */
  largestCurvature(): number {
    return 2 * this.jacobian.reduce((most, column) => Math.max(most, dot(column, column)), 0);
  }

  curvature(p: Float64Array): number {
    const change = new Float64Array(this.residuals.length);
    for (const [i, column] of this.jacobian.entries()) accumulate(change, column, p[i]);
    return 2 * dot(change, change);
  }
}

/** The models of an objective with residuals; throws if it has none. */
export function leastSquares(
  owner: string,
  evaluator: Evaluator,
  bounds?: Bounds,
): (x: Float64Array) => LeastSquaresModel {
  const measured = new Residuals(owner, evaluator, bounds);
  return (x) => new LeastSquaresModel(x, measured, bounds);
}

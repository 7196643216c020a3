import { show } from '@optimizer-zoo/schedulers';
import { accumulate } from '../../linear-algebra/vector.js';
import type { Bounds } from '../bounds.js';
import type { Evaluator } from '../evaluator.js';
import { isArray } from '../parameters.js';

/** The residuals of an objective and their Jacobian, checked. */
export class Residuals {
  /** How many there are, as of the first call. */
  private count?: number;

  /** @throws if the objective has none. */
  constructor(
    owner: string,
    private readonly evaluator: Evaluator,
    private readonly bounds?: Bounds,
  ) {
    if (evaluator.has('residuals')) return;
    throw new Error(`${owner} needs residuals: give residuals(x), an array r with f = Σ rᵢ², in place of value.`);
  }

  at(x: Float64Array): Float64Array {
    const r = this.evaluator.ask('residuals', x);
    if (!isArray(r)) throw new Error(`residuals gave ${show(r)}, but must give an array of numbers`);
    this.count ??= r.length;
    if (r.length !== this.count) throw new Error(`residuals gave ${r.length} numbers, but gave ${this.count} before`);
    return Float64Array.from(r);
  }

  /** J by its columns, at x, where the residuals are r; unless it is given by differences, as those of a step forward will do. */
  jacobian(x: Float64Array, r: Float64Array): Float64Array[] {
    const { evaluator } = this;
    if (!evaluator.has('jacobian')) return this.differences(x, r);
    const rows = evaluator.ask('jacobian', x);
    if (!Array.isArray(rows)) throw new Error(`jacobian gave ${show(rows)}, but must give an array of rows`);
    if (rows.length !== r.length) {
      throw new Error(`jacobian gave ${rows.length} rows, but there are ${r.length} residuals`);
    }
    const columns = Array.from(x, () => new Float64Array(rows.length));
    const row = new Float64Array(x.length);
    for (const [i, given] of rows.entries()) {
      evaluator.layout.take(given, row, `jacobian's row ${i}`);
      for (let j = 0; j < x.length; j++) columns[j][i] = row[j];
    }
    return columns;
  }

  /** (r(x + h eᵢ) − r(x)) / h, h = √ε max(1, |xᵢ|); towards the middle of a box where that leaves it. */
  private differences(x: Float64Array, r: Float64Array): Float64Array[] {
    const moved = x.slice();
    return Array.from(x, (value, i) => {
      const ahead = value + step * Math.max(1, Math.abs(value));
      const there = this.bounds?.beside(value, ahead, i) ?? ahead;
      const column = new Float64Array(r.length);
      if (there === value) return column;
      moved[i] = there;
      accumulate(column, this.at(moved), 1 / (there - value));
      accumulate(column, r, -1 / (there - value));
      moved[i] = value;
      return column;
    });
  }
}

const step = Math.sqrt(Number.EPSILON);

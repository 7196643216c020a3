import { refuse, show } from '@optimizer-zoo/schedulers';
import { accumulate, dot } from '../linear-algebra/vector.js';
import type { Bounds } from './bounds.js';
import { differenceStep, forwardStencil, type Stencil, stencilOf } from './differences.js';
import { largest } from './finite.js';
import type { Evaluations } from './objective.js';
import { isArray, type Layout } from './parameters.js';

type Functions = { readonly [K in keyof Evaluations]?: (...args: unknown[]) => unknown };

const none = { value: 0, gradient: 0, hvp: 0, hessianDiagonal: 0, residuals: 0, jacobian: 0 };

/** Calls the user's functions, counts the calls, and checks what they give. */
export class Evaluator {
  readonly evaluations = { ...none };
  /** The step that is being made, from 1. */
  step = 1;
  private readonly given: Functions;
  private spare?: Float64Array;
  private residualCount?: number;

  constructor(
    objective: unknown,
    readonly layout: Layout,
    /** Differences of values and residuals look at nothing outside of them. */
    readonly bounds?: Bounds,
  ) {
    if (typeof objective !== 'object' || objective === null) refuse('minimize: the objective', objective, wanted);
    const given = objective as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(none)) {
      if (given[name] !== undefined && typeof given[name] !== 'function') refuse(name, given[name], 'a function');
    }
    if (!given.value && !given.gradient && !given.residuals) refuse('minimize: the objective', objective, wanted);
    this.given = objective as Functions;
  }

  has(name: keyof Evaluations): boolean {
    return this.given[name] !== undefined;
  }

  /** Whether there is a value, be it of residuals. */
  get hasValue(): boolean {
    return this.has('value') || this.has('residuals');
  }

  /** All calls together. */
  get total(): number {
    const { value, gradient, hvp, hessianDiagonal, residuals, jacobian } = this.evaluations;
    return value + gradient + hvp + hessianDiagonal + residuals + jacobian;
  }

  value(x: Float64Array): number {
    if (!this.given.value && this.given.residuals) return sumOfSquares(this.residuals(x));
    if (!this.given.value) throw new Error('the objective has no value, which is needed here');
    this.evaluations.value++;
    const value = this.given.value(this.layout.pointOf(x), this.step);
    if (typeof value !== 'number') throw new Error(`value gave ${show(value)}, but must give a number`);
    return value;
  }

  gradient(x: Float64Array, into: Float64Array): void {
    if (this.given.gradient) {
      this.evaluations.gradient++;
      this.call('gradient', into, x);
    } else if (this.given.residuals) {
      const r = this.residuals(x);
      for (const [i, column] of this.jacobian(x).entries()) into[i] = 2 * dot(column, r);
    } else this.valueDifferences(x, into);
  }

  hvp(x: Float64Array, v: Float64Array, into: Float64Array): void {
    if (this.given.hvp) {
      this.evaluations.hvp++;
      this.call('hvp', into, x, v);
    } else this.gradientDifferences(x, v, into);
  }

  hessianDiagonal(x: Float64Array, into: Float64Array): void {
    this.evaluations.hessianDiagonal++;
    this.call('hessianDiagonal', into, x);
  }

  residuals(x: Float64Array): Float64Array {
    this.evaluations.residuals++;
    const r = this.given.residuals!(this.layout.pointOf(x), this.step);
    if (!isArray(r)) throw new Error(`residuals gave ${show(r)}, but must give an array of numbers`);
    this.residualCount ??= r.length;
    if (r.length !== this.residualCount) {
      throw new Error(`residuals gave ${r.length} numbers, but gave ${this.residualCount} before`);
    }
    return Float64Array.from(r);
  }

  /** J by its columns; of differences central ones, or forward ones from the residuals at x, at half the price. */
  jacobian(x: Float64Array, from?: Float64Array): Float64Array[] {
    if (!this.given.jacobian) return this.residualDifferences(x, from);
    this.evaluations.jacobian++;
    const rows = this.given.jacobian(this.layout.pointOf(x), this.step);
    if (!Array.isArray(rows)) throw new Error(`jacobian gave ${show(rows)}, but must give an array of rows`);
    if (rows.length !== this.residualCount) {
      throw new Error(`jacobian gave ${rows.length} rows, but there are ${this.residualCount} residuals`);
    }
    const columns = Array.from(x, () => new Float64Array(rows.length));
    const row = new Float64Array(x.length);
    for (const [i, given] of rows.entries()) {
      this.layout.take(given, row, `jacobian's row ${i}`);
      for (let j = 0; j < x.length; j++) columns[j][i] = row[j];
    }
    return columns;
  }

  private call(name: keyof Evaluations, into: Float64Array, x: Float64Array, v?: Float64Array): void {
    const { layout, given } = this;
    const [point, target] = [layout.pointOf(x), layout.pointOf(into)];
    const { step } = this;
    const result = v ? given[name]!(point, layout.pointOf(v), target, step) : given[name]!(point, target, step);
    layout.take(result, into, name);
  }

  private valueDifferences(x: Float64Array, into: Float64Array): void {
    this.difference(x, stencilOf, (i, moved, { at, weights, width }) => {
      let sum = 0;
      for (const [k, there] of at.entries()) {
        moved[i] = there;
        sum += weights[k] * this.value(moved);
      }
      into[i] = sum / width;
    });
  }

  private residualDifferences(x: Float64Array, from?: Float64Array): Float64Array[] {
    const columns = Array.from(x, () => new Float64Array(this.residualCount!));
    this.difference(x, from ? forwardStencil : stencilOf, (i, moved, { at, weights, width }) => {
      if (from && at.length > 0) accumulate(columns[i], from, -1 / width);
      for (const [k, there] of at.entries()) {
        moved[i] = there;
        accumulate(columns[i], this.residuals(moved), weights[k] / width);
      }
    });
    return columns;
  }

  /** Goes through the coordinates; what is moved is put back. */
  private difference(
    x: Float64Array,
    stencil: typeof stencilOf,
    take: (i: number, moved: Float64Array, stencil: Stencil) => void,
  ): void {
    const { bounds } = this;
    const moved = x.slice();
    for (let i = 0; i < x.length; i++) {
      take(i, moved, stencil(x[i], bounds?.lower[i], bounds?.upper[i]));
      moved[i] = x[i];
    }
  }

  /** (∇f(x + εv) − ∇f(x − εv)) / 2ε. */
  private gradientDifferences(x: Float64Array, v: Float64Array, into: Float64Array): void {
    const length = largest(v);
    if (length === 0) {
      into.fill(0);
      return;
    }
    const step = (differenceStep * Math.max(1, largest(x))) / length;
    this.spare ??= new Float64Array(x.length);
    this.gradient(
      x.map((value, i) => value + step * v[i]),
      into,
    );
    this.gradient(
      x.map((value, i) => value - step * v[i]),
      this.spare,
    );
    for (let i = 0; i < x.length; i++) into[i] = (into[i] - this.spare[i]) / (2 * step);
  }
}

const sumOfSquares = (r: Float64Array) => dot(r, r);

const wanted = 'an object with a function value, gradient or residuals, such as { value: ([x]) => x * x }';

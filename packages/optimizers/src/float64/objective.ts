import { refuse, show } from '@optimizer-zoo/schedulers';
import type { Layout, Parameters, Point } from './parameters.js';

/**
 * A function to minimise. Points are views of live parameters: read them, copy what is to be kept. What gives an array may
 * write it into `into` and return that, which spares a copy. `step`, from 1, is for what differs from step to step, such as
 * the minibatch.
 */
export interface Objective<P extends Parameters = number[]> {
  /** f; may be left out where nothing needs it. */
  value?(x: Point<P>, step: number): number;
  /** ∇f; central differences of the values unless given. */
  gradient?(x: Point<P>, into: Point<P>, step: number): P | Point<P>;
  /** ∇²f v, for rules that measure curvature; central differences of the gradients unless given. */
  hvp?(x: Point<P>, v: Point<P>, into: Point<P>, step: number): P | Point<P>;
  /** The diagonal of ∇²f; Hutchinson's estimate unless given. */
  hessianDiagonal?(x: Point<P>, into: Point<P>, step: number): P | Point<P>;
}

/** How often each function of the user was called; differences call `value` and `gradient`. */
export interface Evaluations {
  readonly value: number;
  readonly gradient: number;
  readonly hvp: number;
  readonly hessianDiagonal: number;
}

type Functions = { readonly [K in keyof Evaluations]?: (...args: unknown[]) => unknown };

/** The cube root of the spacing of float64 numbers at 1: with such steps central differences are best. */
const differenceStep = Math.cbrt(Number.EPSILON);

/** Calls the user's functions, counts the calls, and checks what they give. */
export class Evaluator {
  readonly evaluations = { value: 0, gradient: 0, hvp: 0, hessianDiagonal: 0 };
  /** The step that is being made, from 1. */
  step = 1;
  private readonly given: Functions;
  private spare?: Float64Array;

  constructor(
    objective: unknown,
    readonly layout: Layout,
  ) {
    if (typeof objective !== 'object' || objective === null) refuse('minimize: the objective', objective, wanted);
    const given = objective as Readonly<Record<string, unknown>>;
    for (const name of ['value', 'gradient', 'hvp', 'hessianDiagonal'] as const) {
      if (given[name] !== undefined && typeof given[name] !== 'function') refuse(name, given[name], 'a function');
    }
    if (!given.value && !given.gradient) refuse('minimize: the objective', objective, wanted);
    this.given = objective as Functions;
  }

  has(name: keyof Evaluations): boolean {
    return this.given[name] !== undefined;
  }

  value(x: Float64Array): number {
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

  private call(name: keyof Evaluations, into: Float64Array, x: Float64Array, v?: Float64Array): void {
    const { layout, given } = this;
    const [point, target] = [layout.pointOf(x), layout.pointOf(into)];
    const { step } = this;
    const result = v ? given[name]!(point, layout.pointOf(v), target, step) : given[name]!(point, target, step);
    layout.take(result, into, name);
  }

  /** (f(x + h eᵢ) − f(x − h eᵢ)) / 2h, with h that x + h and x − h differ from x by exactly. */
  private valueDifferences(x: Float64Array, into: Float64Array): void {
    const moved = x.slice();
    for (let i = 0; i < x.length; i++) {
      const step = differenceStep * Math.max(1, Math.abs(x[i]));
      const [above, below] = [x[i] + step, x[i] - step];
      moved[i] = above;
      const high = this.value(moved);
      moved[i] = below;
      into[i] = (high - this.value(moved)) / (above - below);
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

const wanted = 'an object with a function value or gradient, such as { value: ([x]) => x * x }';

/** The largest absolute value; NaN if one is. */
export function largest(values: Float64Array): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (!(size <= found)) found = size;
    if (Number.isNaN(size)) return size;
  }
  return found;
}

/** Whether all are; four sums, as one would wait for itself at each element. */
export function areFinite(values: Float64Array): boolean {
  const { length } = values;
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    a += 0 * values[i]; // 0, or NaN
    b += 0 * values[i + 1];
    c += 0 * values[i + 2];
    d += 0 * values[i + 3];
  }
  for (; i < length; i++) a += 0 * values[i];
  return a + b + c + d === 0;
}

import { refuse, show } from '@optimizer-zoo/schedulers';
import type { Bounds } from './bounds.js';
import { central } from './differences.js';
import type { Evaluations } from './objective.js';
import type { Layout } from './parameters.js';

type Functions = { readonly [K in keyof Evaluations]?: (...args: unknown[]) => unknown };

const none = { value: 0, gradient: 0, hvp: 0, hessianDiagonal: 0, residuals: 0, jacobian: 0 };

/** Calls the user's functions, counts the calls, and checks what they give. */
export class Evaluator {
  readonly evaluations = { ...none };
  /** The step that is being made, from 1. */
  step = 1;
  private readonly given: Functions;

  constructor(
    objective: unknown,
    readonly layout: Layout,
    /** Differences of values and residuals look at nothing outside of them. */
    readonly bounds?: Bounds,
  ) {
    const given = (objective ?? {}) as Functions;
    for (const name of Object.keys(none) as (keyof Functions)[]) {
      if (given[name] !== undefined && typeof given[name] !== 'function') refuse(name, given[name], 'a function');
    }
    if (!given.value && !given.gradient && !given.residuals) refuse('minimize: the objective', objective, wanted);
    this.given = given;
  }

  has(name: keyof Evaluations): boolean {
    return this.given[name] !== undefined;
  }

  /** All calls together. */
  get total(): number {
    const { value, gradient, hvp, hessianDiagonal, residuals, jacobian } = this.evaluations;
    return value + gradient + hvp + hessianDiagonal + residuals + jacobian;
  }

  /** What a function of the user gives at a point. */
  ask(name: keyof Evaluations, x: Float64Array, ...others: unknown[]): unknown {
    this.evaluations[name]++;
    return this.given[name]!(this.layout.pointOf(x), ...others, this.step);
  }

  value(x: Float64Array): number {
    if (!this.given.value) {
      const remedy = this.given.residuals ? '; sumOfSquares makes one of residuals' : '';
      throw new Error(`the objective has no value, which is needed here${remedy}`);
    }
    const value = this.ask('value', x);
    if (typeof value !== 'number') throw new Error(`value gave ${show(value)}, but must give a number`);
    return value;
  }

  gradient(x: Float64Array, into: Float64Array): void {
    if (this.given.gradient) this.fill('gradient', into, x);
    else this.valueDifferences(x, into);
  }

  /** Takes an array that the user's function gives, and may have written into the last of its points. */
  fill(name: keyof Evaluations, into: Float64Array, x: Float64Array, ...others: unknown[]): void {
    const { layout } = this;
    layout.take(this.ask(name, x, ...others, layout.pointOf(into)), into, name);
  }

  private valueDifferences(x: Float64Array, into: Float64Array): void {
    const { bounds } = this;
    const moved = x.slice();
    for (let i = 0; i < x.length; i++) {
      const { at, weights, width } = bounds ? bounds.stencil(x[i], i) : central(x[i]);
      let sum = 0;
      for (const [k, there] of at.entries()) {
        moved[i] = there;
        sum += weights[k] * this.value(moved);
      }
      into[i] = sum / width;
      moved[i] = x[i];
    }
  }
}

const wanted = 'an object with a function value, gradient or residuals, such as { value: ([x]) => x * x }';

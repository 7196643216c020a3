import { checkNamesOfOptions, checkOptions, show } from '@optimizer-zoo/schedulers';
import { central, differenceStep, type Stencil } from './differences.js';
import { isArray, type Layout } from './parameters.js';

/** The box of a run: what its parameters stay in. */
export class Bounds {
  constructor(
    readonly lower: Float64Array,
    readonly upper: Float64Array,
  ) {}

  /** Throws unless a start is within. */
  check(layout: Layout, x: Float64Array, what: string): void {
    const { lower, upper } = this;
    const wrong = x.findIndex((value, i) => value < lower[i] || value > upper[i]);
    if (wrong < 0) return;
    throw new Error(
      `minimize: ${what}${layout.nameOf(wrong)} is ${x[wrong]}, but must be within its bounds [${lower[wrong]}, ${upper[wrong]}].`,
    );
  }

  /** The nearest point of the box, in place. */
  project<X extends Float64Array>(x: X): X {
    const { lower, upper } = this;
    for (let i = 0; i < x.length; i++) {
      if (x[i] < lower[i]) x[i] = lower[i];
      else if (x[i] > upper[i]) x[i] = upper[i];
    }
    return x;
  }

  /**
   * Where to look for ∂f/∂xᵢ: on both sides if there is room, else at three points on the side with more,
   * (−3 f(x) + 4 f(x + h) − f(x + 2h)) / 2h. Nowhere if there is no room at all.
   */
  stencil(x: number, i: number): Stencil {
    const [lower, upper] = [this.lower[i], this.upper[i]];
    const both = central(x);
    if (both.at[0] <= upper && both.at[1] >= lower) return both;
    const side = upper - x >= x - lower ? 1 : -1;
    const end = side > 0 ? upper : lower;
    const h = side * Math.min(differenceStep * Math.max(1, Math.abs(x)), Math.abs(end - x) / 2);
    if (h === 0) return { at: [], weights: [], width: 1 };
    const far = this.clamp(x + 2 * h, i);
    return { at: [x, x + h, far], weights: [-3, 4, -1], width: 2 * h };
  }

  /** A point ahead of x, or as far behind where that is out and there is more room; never outside. */
  beside(x: number, ahead: number, i: number): number {
    const [lower, upper] = [this.lower[i], this.upper[i]];
    return this.clamp(ahead <= upper || upper - x >= x - lower ? ahead : 2 * x - ahead, i);
  }

  private clamp(value: number, i: number): number {
    return Math.min(Math.max(value, this.lower[i]), this.upper[i]);
  }

  /** P(x − g) − x: zero where nothing within the box is lower, to first order. */
  descent(x: Float64Array, g: Float64Array): Float64Array {
    const moved = this.project(x.map((value, i) => value - g[i]));
    for (let i = 0; i < x.length; i++) moved[i] -= x[i];
    return moved;
  }

  /**
   * Which parameters are at a bound, or as good as, with a gradient that holds them there. With steps −g for these, and of any
   * positive definite matrix for the others, a short projected step goes down (Bertsekas 1982, "Projected Newton Methods for
   * Optimization Problems with Simple Constraints").
   */
  held(x: Float64Array, g: Float64Array): boolean[] {
    const { lower, upper } = this;
    return Array.from(g, (slope, i) => {
      const bound = slope > 0 ? lower[i] : upper[i];
      return slope !== 0 && Number.isFinite(bound) && Math.abs(x[i] - bound) <= nearly * Math.max(1, Math.abs(bound));
    });
  }
}

const nearly = 1e-8;

/** One number for all parameters, or one for each, as they lie in x0; of named arrays by name, where one that is missing has none. */
export type Bound = number | ArrayLike<number> | Readonly<Record<string, number | ArrayLike<number>>>;

/** What `minimize` takes as bounds. */
export interface Box {
  /** Of the parameters of a run; undefined if no bound is finite. */
  of(layout: Layout): Bounds | undefined;
}

/**
 * A box that parameters stay in, and in which an objective is looked at:
 *
 *     minimize(objective, x0, { optimizer, bounds: box({ lower: 0, upper: [1, Infinity] }) })
 *
 * What is not given is infinite; equal bounds fix a parameter.
 *
 * @throws (the run) if bounds cross, are no numbers, of another length, or of a name that is none of x0.
 */
export function box(given: { readonly lower?: Bound; readonly upper?: Bound }): Box {
  checkOptions('box', given, 'lower: 0, upper: [1, Infinity]');
  checkNamesOfOptions('box', ['lower', 'upper'], given);
  return {
    of(layout) {
      const bounds = new Bounds(
        readSide(layout, 'lower', given.lower, Number.NEGATIVE_INFINITY),
        readSide(layout, 'upper', given.upper, Number.POSITIVE_INFINITY),
      );
      const crossed = bounds.lower.findIndex((value, i) => value > bounds.upper[i]);
      if (crossed >= 0) {
        throw new Error(
          `minimize: the bounds of x${layout.nameOf(crossed)} cross: lower is ${bounds.lower[crossed]}, but upper is ${bounds.upper[crossed]}.`,
        );
      }
      const isBounded = [bounds.lower, bounds.upper].some((side) => side.some(Number.isFinite));
      return isBounded ? bounds : undefined;
    },
  };
}

function readSide(layout: Layout, side: string, given: unknown, none: number): Float64Array {
  const all = new Float64Array(layout.size).fill(none);
  const owner = `box: ${side}`;
  if (given === undefined) return all;
  if (typeof given === 'number' || !layout.isNamed) return fill(owner, given, all);
  if (typeof given !== 'object' || given === null || isArray(given)) refuseSide(owner, given, 'a number for each name');
  const names = layout.variables.map(({ name }) => name);
  const unknown = Object.keys(given as object).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`${owner} has '${unknown}', but x0 has ${names.join(', ')}.`);
  for (const { name, start, size } of layout.variables) {
    const own = (given as Readonly<Record<string, unknown>>)[name];
    if (own !== undefined) fill(`${owner}.${name}`, own, all.subarray(start, start + size));
  }
  return all;
}

function fill(owner: string, given: unknown, into: Float64Array): Float64Array {
  const numbers = isArray(given) ? Array.from(given) : new Array(into.length).fill(given);
  if (numbers.length !== into.length) {
    throw new Error(`${owner} has ${numbers.length} numbers, but there are ${into.length} parameters.`);
  }
  const wrong = numbers.findIndex((value) => typeof value !== 'number' || Number.isNaN(value));
  if (wrong >= 0)
    refuseSide(isArray(given) ? `${owner}[${wrong}]` : owner, numbers[wrong], 'a number, -Infinity or Infinity');
  into.set(numbers);
  return into;
}

function refuseSide(owner: string, value: unknown, wanted: string): never {
  throw new Error(`${owner} is ${show(value)}, but must be ${wanted}.`);
}

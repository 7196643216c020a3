import { show } from '@optimizer-zoo/schedulers';
import { isArray, type Layout, type Parameters } from './parameters.js';

/** One number for all parameters, or one for each, as they lie in x0; of named arrays by name, where one that is missing has none. */
export type Bound<P extends Parameters> =
  | number
  | (P extends ArrayLike<number> ? ArrayLike<number> : { readonly [K in keyof P]?: number | ArrayLike<number> });

/** A box that the parameters stay in. */
export class Bounds {
  constructor(
    readonly lower: Float64Array,
    readonly upper: Float64Array,
  ) {}

  /** The nearest point of the box, in place. */
  project<X extends Float64Array>(x: X): X {
    const { lower, upper } = this;
    for (let i = 0; i < x.length; i++) {
      if (x[i] < lower[i]) x[i] = lower[i];
      else if (x[i] > upper[i]) x[i] = upper[i];
    }
    return x;
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

/**
 * What `minimize` is given as bounds; undefined if none is finite.
 *
 * @throws if they cross, are no numbers, of another length, or of a name that is none of x0.
 */
export function readBounds(layout: Layout, given: object | undefined): Bounds | undefined {
  if (given === undefined) return undefined;
  const unknown = Object.keys(given).find((name) => name !== 'lower' && name !== 'upper');
  if (unknown !== undefined) throw new Error(`minimize: bounds have no '${unknown}'; they have lower and upper.`);
  const { lower, upper } = given as { readonly lower?: unknown; readonly upper?: unknown };
  const bounds = new Bounds(
    readSide(layout, 'lower', lower, Number.NEGATIVE_INFINITY),
    readSide(layout, 'upper', upper, Number.POSITIVE_INFINITY),
  );
  const crossed = bounds.lower.findIndex((value, i) => value > bounds.upper[i]);
  if (crossed >= 0) {
    throw new Error(
      `minimize: the bounds of x${layout.nameOf(crossed)} cross: lower is ${bounds.lower[crossed]}, but upper is ${bounds.upper[crossed]}.`,
    );
  }
  const isBounded = [bounds.lower, bounds.upper].some((side) => side.some(Number.isFinite));
  return isBounded ? bounds : undefined;
}

/** Throws unless a start is within its bounds. */
export function checkWithin({ lower, upper }: Bounds, layout: Layout, x: Float64Array, what: string): void {
  const wrong = x.findIndex((value, i) => value < lower[i] || value > upper[i]);
  if (wrong < 0) return;
  throw new Error(
    `minimize: ${what}${layout.nameOf(wrong)} is ${x[wrong]}, but must be within its bounds [${lower[wrong]}, ${upper[wrong]}].`,
  );
}

function readSide(layout: Layout, side: string, given: unknown, none: number): Float64Array {
  const all = new Float64Array(layout.size).fill(none);
  const owner = `minimize: bounds.${side}`;
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

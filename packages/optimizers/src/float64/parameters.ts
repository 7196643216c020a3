import { show } from '@optimizer-zoo/schedulers';
import type { Named } from '../optimizer/match.js';

/** Where a minimisation starts: one array of numbers, or several by name. */
export type Parameters = ArrayLike<number> | Readonly<Record<string, ArrayLike<number>>>;

/** What functions of the parameters are given, and a result is. */
export type Point<P extends Parameters> =
  P extends ArrayLike<number> ? Float64Array : { readonly [K in keyof P]: Float64Array };

/** A named part of the flat vector that all parameters make. */
export interface Variable extends Named {
  readonly start: number;
  readonly size: number;
}

/** How parameters lie in one flat vector. */
export class Layout {
  readonly size: number;
  private readonly known = new WeakMap<Float64Array, unknown>();

  constructor(
    readonly variables: readonly Variable[],
    /** Whether they are several by name; else all are the one variable `x`. */
    readonly isNamed: boolean,
  ) {
    this.size = variables.reduce((sum, { size }) => sum + size, 0);
  }

  /** A flat vector as the user has it: itself, or views of its parts by name. */
  pointOf(flat: Float64Array): unknown {
    if (!this.isNamed) return flat;
    let views = this.known.get(flat);
    if (!views) {
      views = Object.fromEntries(
        this.variables.map(({ name, start, size }) => [name, flat.subarray(start, start + size)]),
      );
      this.known.set(flat, views);
    }
    return views;
  }

  /** Takes what a function of the user gave, such as a gradient, into a flat vector; `what` is its name in errors. */
  take(given: unknown, flat: Float64Array, what: string): void {
    if (!this.isNamed) {
      if (given !== flat) takeArray(given, flat, what);
      return;
    }
    const views = this.pointOf(flat) as Readonly<Record<string, Float64Array>>;
    for (const { name } of this.variables) {
      const own = (given as Readonly<Record<string, unknown>> | undefined)?.[name];
      if (own !== views[name]) takeArray(own, views[name], `${what} for '${name}'`);
    }
  }

  /** Which parameter an element of the flat vector is, in words. */
  nameOf(index: number): string {
    if (!this.isNamed) return `[${index}]`;
    const { name, start } = this.variables.findLast((variable) => variable.start <= index)!;
    return `.${name}[${index - start}]`;
  }
}

function takeArray(given: unknown, into: Float64Array, what: string): void {
  const { length } = (given ?? {}) as ArrayLike<number>;
  if (typeof length !== 'number' || typeof given === 'string')
    throw new Error(`${what} gave ${show(given)}, but must give an array of numbers`);
  if (length !== into.length) {
    throw new Error(
      `${what} gave ${length} numbers, but there ${into.length === 1 ? 'is 1 parameter' : `are ${into.length} parameters`}`,
    );
  }
  const numbers = given as ArrayLike<number>;
  if (given instanceof Float64Array && length > 64) into.set(given);
  else for (let i = 0; i < length; i++) into[i] = numbers[i];
}

export const isArray = (value: unknown): value is ArrayLike<number> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/**
 * The layout and the numbers of a start.
 *
 * @throws if it holds something else than finite numbers, or none.
 */
export function readStart(owner: string, x0: unknown): { layout: Layout; flat: Float64Array } {
  const parts = isArray(x0) ? [['x', x0] as const] : Object.entries((x0 ?? {}) as Record<string, unknown>);
  let start = 0;
  const variables = parts.map(([name, numbers]) => {
    if (!isArray(numbers))
      throw new Error(`${owner}: x0.${name} is ${show(numbers)}, but must be an array of numbers.`);
    const variable = { name, start, size: numbers.length };
    start += numbers.length;
    return variable;
  });
  if (start === 0) throw new Error(`${owner}: x0 is ${show(x0)}, but must hold at least one number.`);
  const layout = new Layout(variables, !isArray(x0));
  const flat = new Float64Array(start);
  variables.forEach((variable, place) => {
    flat.set(Array.from(parts[place][1] as ArrayLike<number>, strictNumber), variable.start);
  });
  const wrong = flat.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new Error(`${owner}: x0${layout.nameOf(wrong)} is ${flat[wrong]}, but must be a finite number.`);
  return { layout, flat };
}

const strictNumber = (value: unknown) => (typeof value === 'number' ? value : Number.NaN);

import { choice, number } from '@optimizer-zoo/schedulers';
import { type DirectSearch, type DirectStep, directMethod, type Sample } from './direct-run.js';
import type { Kept } from './kept.js';

const name = 'DirectSearch';
const hyper = {
  basis: choice('maximal', 'minimal'),
  initialStep: number('(0, inf)', 1, { around: 100 }),
  expansion: number('[1, inf)', 2),
  contraction: number('(0, 1)', 0.5),
} as const;

/** One direction of a positive basis: along an axis, or against all. */
type Direction = (x: Float64Array, length: number) => Float64Array;

const along =
  (i: number, sign: number): Direction =>
  (x, length) => {
    const there = x.slice();
    there[i] += sign * length;
    return there;
  };
const against: Direction = (x, length) => x.map((value) => value - length);

const bases: Readonly<Record<string, (n: number) => Direction[]>> = {
  maximal: (n) => Array.from({ length: 2 * n }, (_, k) => along(k >> 1, k % 2 === 0 ? 1 : -1)),
  minimal: (n) => [...Array.from({ length: n }, (_, i) => along(i, 1)), against],
};

class Compass implements DirectSearch<typeof hyper> {
  private length?: number;
  /** The direction that is tried first: that which was lower last. */
  private first = 0;
  /** How much higher than x the highest point of the last poll is; Infinity if one was lower. */
  private rise = Number.POSITIVE_INFINITY;

  constructor(private readonly directions: readonly Direction[]) {}

  step({ x, value }: Sample, { settings, sample }: DirectStep<typeof hyper>): Sample | string {
    const { directions, first } = this;
    const length = this.length ?? settings.initialStep;
    this.rise = 0;
    let isMoved = false;
    for (let k = 0; k < directions.length; k++) {
      const index = (first + k) % directions.length;
      const there = sample(directions[index](x, length));
      if (there.value < value) {
        this.first = index;
        this.length = length * settings.expansion;
        this.rise = Number.POSITIVE_INFINITY;
        return there;
      }
      this.rise = Math.max(this.rise, there.value - value);
      isMoved ||= there.x.some((one, i) => one !== x[i]);
    }
    if (!isMoved) return `a step of ${length} is too short to move any parameter`;
    this.length = length * settings.contraction;
    return { x, value };
  }

  spread() {
    return { x: this.length ?? Number.POSITIVE_INFINITY, value: this.rise };
  }

  save(): Kept {
    const { length, first, rise } = this;
    return { slots: {}, scalars: length === undefined ? {} : { length, first, rise } };
  }

  load({ scalars: { length, first = 0, rise = Number.POSITIVE_INFINITY } }: Kept): void {
    Object.assign(this, { length, first, rise });
  }
}

const facts = {
  name,
  reference: 'Torczon 1997; Lewis and Torczon 1999; Kolda, Lewis and Torczon 2003',
  hyper,
  state: '0',
  cost: '1 to 2 n values, or to n + 1 with the minimal basis',
} as const;

/**
 * Direct search, by values alone: around x the directions of a positive basis are polled, and the first point that is lower is
 * taken.
 *
 *     x ← x + Δ d, Δ ← expansion · Δ    for the first d of the basis with f(x + Δ d) < f(x), from the last such d on
 *     Δ ← contraction · Δ               where there is none
 *
 * - `basis` (default 'maximal'): ±e₁ … ±eₙ, also known as compass search; 'minimal' has n + 1: e₁ … eₙ and −Σ eᵢ.
 * - `initialStep` (default 1): the first Δ. `expansion` 2, `contraction` 0.5.
 *
 * Where f has a continuous gradient, Δ goes to 0 and some limit has gradient 0. With bounds each point is taken to the nearest one
 * of the box, where the maximal basis alone has a direction for each edge.
 * One step is one poll: 1 to 2n values. `stepTolerance` looks at Δ, `valueTolerance` at the highest point of a poll without
 * success. It ends, as 'noProgress', where Δ is too short to move x. State: Δ and two numbers.
 * Torczon 1997, "On the Convergence of Pattern Search Algorithms"; Lewis and Torczon 1999 for bounds; Kolda, Lewis and Torczon
 * 2003, "Optimization by Direct Search: New Perspectives on Some Classical and Modern Methods".
 */
export const directSearch = /* @__PURE__ */ directMethod(facts, ({ layout, bounds }, { basis }) => {
  if (bounds && basis === 'minimal') {
    throw new Error(`minimize: ${name} takes bounds with basis 'maximal' alone, which has a direction for each edge.`);
  }
  return new Compass(bases[String(basis)](layout.size));
});

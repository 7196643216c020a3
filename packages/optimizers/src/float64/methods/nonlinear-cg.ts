import { choice, integer, number, type Settings } from '@optimizer-zoo/schedulers';
import { dot } from '../../linear-algebra/vector.js';
import type { Hyperparameters } from '../../rule/hyperparameters.js';
import type { Kept } from './kept.js';
import { type LineDirection, lineMethod } from './line-search-run.js';

const hyper = {
  variant: choice('polakRibiere', 'hagerZhang'),
  learningRate: number('(0, inf)', 1, { around: 10 }),
  maxEvaluations: integer('[1, inf)', 25),
  toleranceGrad: number('[0, inf)', 0),
  toleranceChange: number('[0, inf)', 1e-20),
} as const;

/** The last step: along d, of slope `slope` at its start, t long, from where the gradient was g. */
interface Last {
  readonly g: Float64Array;
  readonly d: Float64Array;
  readonly t: number;
  readonly slope: number;
}

/** β of each variant, from the gradient and the last step. */
const betas: Readonly<Record<string, (g: Float64Array, last: Last) => number>> = {
  polakRibiere(g, { g: before }) {
    const y = g.map((value, i) => value - before[i]);
    return Math.max(0, dot(g, y) / dot(before, before));
  },
  hagerZhang(g, { g: before, d }) {
    const y = g.map((value, i) => value - before[i]);
    const curvature = dot(d, y);
    const beta = dot(y, g) / curvature - (2 * dot(y, y) * dot(d, g)) / curvature ** 2;
    const least = -1 / (Math.sqrt(dot(d, d)) * Math.min(0.01, Math.sqrt(dot(before, before))));
    return Math.max(beta, least);
  },
};

class Conjugate implements LineDirection {
  readonly curvature = 0.1;
  private last?: Last;

  constructor(private readonly variant: string) {}

  next(g: Float64Array, _: Settings<Hyperparameters>): Float64Array {
    const { last, variant } = this;
    const downhill = g.map((value) => -value);
    if (!last) return downhill;
    const beta = betas[variant](g, last);
    const d = downhill.map((value, i) => value + beta * last.d[i]);
    return dot(g, d) < 0 ? d : downhill; // also where β is no number
  }

  /** That which would lower f as much as the last step did, to first order. */
  firstTrial(g: Float64Array, slope: number): number {
    const { last } = this;
    if (last) return (last.t * last.slope) / slope;
    return Math.min(1, 1 / g.reduce((sum, value) => sum + Math.abs(value), 0));
  }

  made(step: Last): void {
    this.last = step;
  }

  save(): Kept {
    const { last } = this;
    if (!last) return { slots: {}, scalars: {} };
    return { slots: { g: last.g, d: last.d }, scalars: { t: last.t, slope: last.slope } };
  }

  load({ slots: { g, d }, scalars: { t, slope } }: Kept): void {
    this.last = g && { g, d, t, slope };
  }
}

/**
 * Nonlinear conjugate gradients, with a strong Wolfe line search (c₁ = 1e-4, c₂ = 0.1):
 *
 *     d ← −g + β d,   x ← x + t d,   y = g − g_previous
 *     'polakRibiere':  β = max(0, g'y / |g_previous|²)
 *     'hagerZhang':    β = max(y'g / d'y − 2 |y|² d'g / (d'y)², −1 / (|d| min(0.01, |g_previous|)))
 *
 * Where d does not lead down it starts anew from −g. The first trial of t is what would lower f as much as the last step did,
 * to first order; at the first step min(1, 1 / |g|₁). It ends, as 'noProgress', where max |g| ≤ `toleranceGrad` and where the
 * search finds nothing lower. It takes no bounds: {@link lbfgs} does. State: two vectors. Cost: a value and a gradient for each trial.
 * Defaults: `variant` 'polakRibiere', `learningRate` 1 (a factor of the first trial), `maxEvaluations` 25, `toleranceGrad` 0,
 * `toleranceChange` 1e-20 (of g'd, which is about |g|²).
 * Polak and Ribière 1969, "Note sur la convergence de méthodes de directions conjuguées", with Powell's restart; Hager and
 * Zhang 2005, "A New Conjugate Gradient Method with Guaranteed Descent and an Efficient Line Search".
 */
export const nonlinearCg = /* @__PURE__ */ lineMethod(
  {
    name: 'NonlinearCg',
    reference: 'Polak and Ribière 1969; Hager and Zhang 2005',
    hyper,
    state: '2',
    cost: 'a value and a gradient for each trial of the line search, at most maxEvaluations + 1',
  },
  ({ variant }) => new Conjugate(String(variant)),
);

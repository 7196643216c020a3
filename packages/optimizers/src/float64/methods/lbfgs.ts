import { number, type Settings } from '@optimizer-zoo/schedulers';
import { accumulate, dot } from '../../linear-algebra/vector.js';
import type { Hyperparameters } from '../../rule/hyperparameters.js';
import { isCurved, type Pair, twoLoop, type Vectors } from '../../second-order/directions/two-loop.js';
import { lbfgsHyper, lbfgsReference } from '../../second-order/lbfgs-hyper.js';
import type { Kept } from './kept.js';
import { type LineDirection, lineMethod } from './line-search-run.js';
import { besideHeld } from './model.js';

const vectors: Vectors<Float64Array> = {
  dot,
  scale: (a, factor) => a.map((value) => value * factor),
  add(a, b, factor) {
    accumulate(a, b, factor);
    return a;
  },
};

/** In float64 there is descent left where float32 has none, and `minimize` is told itself when to end. */
const hyper = {
  ...lbfgsHyper,
  toleranceGrad: number('[0, inf)', 0),
  toleranceChange: number('[0, inf)', 1e-20),
} as const;

/** The last step: t d from where the gradient was g. */
interface Last {
  readonly g: Float64Array;
  readonly d: Float64Array;
  readonly t: number;
}

class QuasiNewton implements LineDirection {
  readonly takesBounds = true;
  private pairs: Pair<Float64Array>[] = [];
  private last?: Last;

  constructor(readonly curvature: number | undefined) {}

  next(g: Float64Array, { historySize }: Settings<Hyperparameters>, held?: readonly boolean[]): Float64Array {
    const { last } = this;
    if (last) {
      const pair = { s: last.d.map((value) => value * last.t), y: g.map((value, i) => value - last.g[i]) };
      if (isCurved(pair, vectors)) this.pairs.push(pair);
      this.pairs.splice(0, Math.max(0, this.pairs.length - Number(historySize)));
    }
    if (!held) return twoLoop(this.pairs, g, vectors);
    const free = (a: Float64Array) => a.map((value, i) => (held[i] ? 0 : value));
    const pairs = this.pairs.map(({ s, y }) => ({ s: free(s), y: free(y) })).filter((pair) => isCurved(pair, vectors));
    return besideHeld(twoLoop(pairs, free(g), vectors), g, held);
  }

  firstTrial(g: Float64Array): number {
    if (this.last) return 1;
    return Math.min(1, 1 / g.reduce((sum, value) => sum + Math.abs(value), 0));
  }

  made({ g, d, t }: Last): void {
    this.last = { g, d, t };
  }

  save(): Kept {
    const { last, pairs } = this;
    const history = pairs.flatMap(({ s, y }, i) => [
      [`history/${i}/s`, s],
      [`history/${i}/y`, y],
    ]);
    return {
      slots: { ...(last && { 'last/g': last.g, 'last/d': last.d }), ...Object.fromEntries(history) },
      scalars: { ...(last && { 'last/t': last.t }) },
    };
  }

  load({ slots, scalars }: Kept): void {
    this.last = 'last/t' in scalars ? { g: slots['last/g'], d: slots['last/d'], t: scalars['last/t'] } : undefined;
    this.pairs = [];
    for (let i = 0; `history/${i}/s` in slots; i++) {
      this.pairs.push({ s: slots[`history/${i}/s`], y: slots[`history/${i}/y`] });
    }
  }
}

/**
 * L-BFGS: Newton's method with an inverse Hessian from the last m = `historySize` steps, and a line search; options, defaults
 * and steps are those of `lbfgs` of the main entry, but for `toleranceGrad` 0 and `toleranceChange` 1e-20 (of g'd, about |g|²).
 *
 *     s = x − x_previous,  y = g − g_previous, kept if y's > 1e-10
 *     d = −H g by the two-loop recursion, H₀ = y's / y'y of the last pair
 *     x ← x + t d, t from a strong Wolfe line search (c₁ = 1e-4, c₂ = 0.9) that first tries `learningRate`, at the first step
 *     min(1, 1 / |g|₁) learningRate; with `lineSearch` 'none' this is the step
 *
 * With bounds it is a projected quasi-Newton method: the recursion is of the parameters that no bound holds, and the step goes
 * along P(x + t d), backtracking until f falls by c₁ g'(P(x + t d) − x).
 *
 * It ends, as 'noProgress', where max |g| ≤ `toleranceGrad`, where g'd > −`toleranceChange`, and where the search finds nothing
 * lower. Cost: a value and a gradient for each trial, 1 to 2 as a rule; what is known at the point that is taken is not measured
 * again.
 * Nocedal 1980, "Updating Quasi-Newton Matrices with Limited Storage"; Liu and Nocedal 1989; checked against
 * torch.optim.LBFGS 1.13. Bounds: Bertsekas 1982, "Projected Newton Methods for Optimization Problems with Simple Constraints";
 * Schmidt, Kim and Sra 2011, "Projected Newton-type Methods in Machine Learning".
 */
export const lbfgs = /* @__PURE__ */ lineMethod(
  {
    name: 'Lbfgs',
    reference: lbfgsReference,
    hyper,
    state: '2 historySize + 2',
    cost: 'a value and a gradient for each trial of the line search: 1 to 2 as a rule, at most maxEvaluations + 1',
  },
  ({ lineSearch }) => new QuasiNewton(lineSearch === 'none' ? undefined : 0.9),
);

import { number, type Settings, toggle } from '@optimizer-zoo/schedulers';
import type { Bounds } from '../bounds.js';
import { type DirectSearch, type DirectStep, directMethod, reach, type Sample } from './direct-run.js';
import type { Kept } from './kept.js';

const hyper = { adaptive: toggle(false), initialStep: number('(0, inf)', 0.05, { around: 100 }) } as const;

class Simplex implements DirectSearch<typeof hyper> {
  /** By value, the lowest first; empty before the first step. */
  private corners: Sample[] = [];

  constructor(private readonly bounds?: Bounds) {}

  step(best: Sample, at: DirectStep<typeof hyper>): Sample | string {
    if (this.corners.length === 0) this.begin(best, at);
    else if (this.spread().x === 0) return 'all corners of the simplex are one point';
    this.move(at);
    return this.corners[0];
  }

  spread() {
    const { corners } = this;
    const [{ x, value }] = corners;
    const apart = reach(
      x,
      corners.map((corner) => corner.x),
    );
    return { x: apart, value: corners.at(-1)!.value - value };
  }

  save(): Kept {
    const { corners } = this;
    return {
      slots: Object.fromEntries(corners.map(({ x }, i) => [`corner/${i}`, x])),
      scalars: Object.fromEntries(corners.map(({ value }, i) => [`corner/${i}`, value])),
    };
  }

  load({ slots, scalars }: Kept): void {
    this.corners = [];
    for (let i = 0; `corner/${i}` in slots; i++) {
      this.corners.push({ x: slots[`corner/${i}`], value: scalars[`corner/${i}`] });
    }
  }

  /** A corner beside x0 along each axis, as in the authors' and MATLAB's; inwards where a bound is nearer. */
  private begin(best: Sample, { settings: { initialStep }, sample }: DirectStep<typeof hyper>): void {
    this.corners = [best];
    for (let i = 0; i < best.x.length; i++) {
      const x = best.x.slice();
      const step = x[i] === 0 ? initialStep / 200 : initialStep * x[i];
      const isOut = this.bounds && (x[i] + step > this.bounds.upper[i] || x[i] + step < this.bounds.lower[i]);
      x[i] += isOut ? -step : step;
      this.corners.push(sample(x));
    }
    this.corners.sort((a, b) => a.value - b.value);
  }

  private move({ settings, sample }: DirectStep<typeof hyper>): void {
    const { corners } = this;
    const n = corners.length - 1;
    const { alpha, beta, gamma, delta } = coefficients(n, settings);
    const [best, worst] = [corners[0], corners[n]];
    const { value: nextWorst } = corners[n - 1];
    const center = Float64Array.from(best.x, (_, i) => corners.slice(0, n).reduce((sum, { x }) => sum + x[i], 0) / n);
    /** c + t (c − worst) */
    const at = (t: number) => sample(center.map((value, i) => value + t * (value - worst.x[i])));
    const reflected = at(alpha);
    if (reflected.value < best.value) {
      const expanded = at(alpha * beta);
      this.replaceWorst(expanded.value < reflected.value ? expanded : reflected);
    } else if (reflected.value < nextWorst) this.replaceWorst(reflected);
    else {
      const isOutside = reflected.value < worst.value;
      const contracted = at(isOutside ? alpha * gamma : -gamma);
      if (isOutside ? contracted.value <= reflected.value : contracted.value < worst.value) {
        this.replaceWorst(contracted);
      } else {
        const shrunk = corners
          .slice(1)
          .map(({ x }) => sample(x.map((value, i) => best.x[i] + delta * (value - best.x[i]))));
        this.corners = [best, ...shrunk].sort((a, b) => a.value - b.value);
      }
    }
  }

  /** In its place by value, behind its equals. */
  private replaceWorst(corner: Sample): void {
    const { corners } = this;
    corners.pop();
    const place = corners.findIndex(({ value }) => value > corner.value);
    corners.splice(place < 0 ? corners.length : place, 0, corner);
  }
}

/** Those of Gao and Han are the usual ones for n = 2; of one parameter there are none. */
function coefficients(n: number, { adaptive }: Settings<typeof hyper>) {
  const d = adaptive ? Math.max(n, 2) : 2;
  return { alpha: 1, beta: 1 + 2 / d, gamma: 0.75 - 1 / (2 * d), delta: 1 - 1 / d };
}

/**
 * The simplex search of Nelder and Mead, by values alone: n + 1 corners, of which the worst is reflected at the middle c of the
 * others.
 *
 *     x_r = c + α (c − worst);  lower than all: c + α β (c − worst) if that is lower still;  lower than the second worst: x_r
 *     else c ± αγ, γ times (c − worst), outside if x_r is lower than the worst;  none lower: all corners go to best + δ (x − best)
 *
 * α = 1, β = 2, γ = δ = 1/2; with `adaptive` (default false) β = 1 + 2/n, γ = 3/4 − 1/2n, δ = 1 − 1/n, which is better for many
 * parameters. `initialStep` (default 0.05): the first corners are x0, and x0 with one xᵢ longer by this part of itself, or
 * `initialStep` / 200 where it is 0. With bounds each point is taken to the nearest one of the box. A value that is NaN is above
 * all others.
 *
 * One step is one of these moves: 1 or 2 values, n + 1 or 2 where all corners move; n more at the first. `stepTolerance` and
 * `valueTolerance` look at how far the corners are apart. State: n + 1 vectors. It may end where no minimum is (McKinnon 1998).
 * Nelder and Mead 1965, "A Simplex Method for Function Minimization"; as in Lagarias, Reeds, Wright and Wright 1998; Gao and Han
 * 2012, "Implementing the Nelder-Mead Simplex Algorithm with Adaptive Parameters".
 */
export const nelderMead = /* @__PURE__ */ directMethod(
  {
    name: 'NelderMead',
    reference: 'Nelder and Mead 1965; Lagarias, Reeds, Wright and Wright 1998; Gao and Han 2012',
    hyper,
    state: 'n + 1',
    cost: '1 or 2 values, n + 1 or 2 where all corners move; n more at the first',
  },
  ({ bounds }) => new Simplex(bounds),
);

import { integer, number } from '@optimizer-zoo/schedulers';
import type { Bounds } from '../bounds.js';
import { type Float64RandomSource, seeded } from '../random.js';
import { type DirectSearch, type DirectStep, directMethod, reach, type Sample } from './direct-run.js';
import type { Kept } from './kept.js';

const hyper = {
  w: number('[0, inf)', 0.7298, { between: [0.4, 0.9] }),
  c1: number('[0, inf)', 1.49618, { between: [0.5, 2.5] }),
  c2: number('[0, inf)', 1.49618, { between: [0.5, 2.5] }),
  particles: integer('[2, inf)', 40, { among: [10, 20, 40, 80] }),
  radius: number('(0, inf)', 1, { around: 10 }),
  seed: integer('[0, inf)', 0),
} as const;

interface Particle {
  readonly x: Float64Array;
  readonly v: Float64Array;
  /** Where it was lowest. */
  best: Sample;
}

class Swarm implements DirectSearch<typeof hyper> {
  private particles: Particle[] = [];

  constructor(
    private readonly seed: number,
    private readonly bounds?: Bounds,
  ) {}

  step(best: Sample, at: DirectStep<typeof hyper>): Sample | string {
    if (this.particles.length === 0) this.begin(best, at);
    else if (this.isAtRest(best)) return 'all particles rest at one point';
    else this.move(best, at);
    return this.particles.reduce((lowest, { best: own }) => (own.value < lowest.value ? own : lowest), best);
  }

  spread() {
    const { particles } = this;
    const lowest = particles.reduce((one, other) => (other.best.value < one.best.value ? other : one)).best;
    return {
      x: reach(
        lowest.x,
        particles.map(({ x }) => x),
      ),
      value: Math.max(...particles.map(({ best }) => best.value)) - lowest.value,
    };
  }

  save(): Kept {
    const all = this.particles.map(({ x, v, best }, i) => ({
      slots: { [`particle/${i}/x`]: x, [`particle/${i}/v`]: v, [`particle/${i}/best`]: best.x },
      scalars: { [`particle/${i}/value`]: best.value },
    }));
    return {
      slots: Object.assign({}, ...all.map(({ slots }) => slots)),
      scalars: Object.assign({}, ...all.map(({ scalars }) => scalars)),
    };
  }

  load({ slots, scalars }: Kept): void {
    this.particles = [];
    for (let i = 0; `particle/${i}/x` in slots; i++) {
      const { [`particle/${i}/x`]: x, [`particle/${i}/v`]: v, [`particle/${i}/best`]: best } = slots;
      this.particles.push({ x, v, best: { x: best, value: scalars[`particle/${i}/value`] } });
    }
  }

  /** The first at x0, the others at random around it, or all over the box where that is finite; all at rest. */
  private begin(
    start: Sample,
    { step, settings: { particles, radius, seed }, sample }: DirectStep<typeof hyper>,
  ): void {
    const { uniform } = this.random(seed)(step);
    const { lower, upper } = this.bounds ?? {};
    const place = (x: number, i: number) => {
      const wide = radius * Math.max(1, Math.abs(x));
      const low = lower && Number.isFinite(lower[i]) ? lower[i] : x - wide;
      const high = upper && Number.isFinite(upper[i]) ? upper[i] : x + wide;
      return low + uniform() * (high - low);
    };
    const samples = [start];
    while (samples.length < particles) samples.push(sample(start.x.map(place)));
    this.particles = samples.map((best) => ({ x: best.x.slice(), v: new Float64Array(best.x.length), best }));
  }

  private move({ x: g }: Sample, { step, settings: { w, c1, c2, seed }, sample }: DirectStep<typeof hyper>): void {
    const { uniform } = this.random(seed)(step);
    for (const particle of this.particles) {
      const { x, v, best } = particle;
      const goal = x.map((value, i) => {
        v[i] = w * v[i] + c1 * uniform() * (best.x[i] - value) + c2 * uniform() * (g[i] - value);
        return value + v[i];
      });
      const there = sample(goal.slice());
      for (let i = 0; i < x.length; i++) {
        if (there.x[i] !== goal[i]) v[i] = 0; // at a bound
        x[i] = there.x[i];
      }
      if (there.value < best.value) particle.best = there;
    }
  }

  private isAtRest({ x: g }: Sample): boolean {
    return this.particles.every(({ x, v }) => v.every((value) => value === 0) && x.every((value, i) => value === g[i]));
  }

  private random(seed: number): Float64RandomSource {
    return seeded(this.seed + seed);
  }
}

/**
 * A particle swarm, by values alone: each particle is drawn to where it was lowest, pᵢ, and to the lowest point of all, g.
 *
 *     vᵢ ← w vᵢ + c₁ r₁ ⊙ (pᵢ − xᵢ) + c₂ r₂ ⊙ (g − xᵢ),   xᵢ ← xᵢ + vᵢ,   r₁, r₂ uniform in [0, 1) for each element
 *
 * - `w` (default 0.7298), `c1` and `c2` (1.49618 each), which take schedules; `particles` (default 40).
 * - `radius` (default 1): the first particle begins at x0, the others at random within x0ᵢ ± radius max(1, |x0ᵢ|); where a bound
 *   is finite it takes the place of that end. All begin at rest.
 * - `seed` (default 0) is added to that of the run; numbers depend on it and the step alone.
 *
 * With bounds a particle that would leave the box stays at its edge, without velocity across. A value that is NaN is above all
 * others. One step is a value for each particle; the first places them. `stepTolerance` and `valueTolerance` look at how far they
 * are apart. State: 3 vectors for each. g is that of the step before for all particles.
 * Kennedy and Eberhart 1995, "Particle Swarm Optimization"; w: Shi and Eberhart 1998; defaults: Clerc and Kennedy 2002.
 */
export const particleSwarm = /* @__PURE__ */ directMethod(
  {
    name: 'ParticleSwarm',
    reference: 'Kennedy and Eberhart 1995; Shi and Eberhart 1998; Clerc and Kennedy 2002',
    hyper,
    state: '3 particles',
    cost: 'a value for each particle',
  },
  ({ seed, bounds }) => new Swarm(seed, bounds),
);

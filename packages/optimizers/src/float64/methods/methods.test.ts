import { float64Problems } from '../../fixtures/float64-problems.js';
import { optionsOf, readEntries } from '../../fixtures/reference-files.js';
import { dot } from '../../linear-algebra/vector.js';
import { type Float64Optimizer, lbfgs, minimize, nonlinearCg, type Objective } from '../index.js';

const { P1, P2, P3 } = float64Problems;
const start = [-1.2, 1];

describe('lbfgs follows torch.optim.LBFGS within 1e-9 (1 + |x|), and what its own rounding does beside', () => {
  test.each(
    readEntries('lbfgs').map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const),
  )('%s %s', (_problem, _options, entry) => {
    const { maxIter: _, lineSearchFn, ...options } = optionsOf(entry);
    const lineSearch = lineSearchFn === 'strong_wolfe' ? 'strongWolfe' : 'none';
    const torchs = { toleranceGrad: 1e-7, toleranceChange: 1e-9 };
    const optimizer = lbfgs({ ...torchs, ...options, lineSearch });
    const points = [entry.x0];
    const callback = ({ x }: { readonly x: Float64Array }) => {
      points.push([...x]);
    };
    minimize(float64Problems[entry.problem], entry.x0, { optimizer, maxSteps: 200, callback });
    let compared = 0;
    for (const { step, x } of entry.checkpoints) {
      const sensitivity = entry.float64_sensitivity[step] ?? Number.POSITIVE_INFINITY;
      if (sensitivity > 1e-6) continue;
      const there = points[Math.min(step, points.length - 1)]; // theirs rests where ours ends
      for (const [i, value] of x.entries()) {
        expect(Math.abs(there[i] - value)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(value)) + 100 * sensitivity);
      }
      compared++;
    }
    expect(compared).toBeGreaterThanOrEqual(5);
  });
});

const methods: Readonly<Record<string, () => Float64Optimizer>> = {
  lbfgs: () => lbfgs(),
  'lbfgs, short history': () => lbfgs({ historySize: 3 }),
  'nonlinearCg, Polak-Ribière': () => nonlinearCg(),
  'nonlinearCg, Hager-Zhang': () => nonlinearCg({ variant: 'hagerZhang' }),
};

describe.each(Object.entries(methods))('%s', (_name, make) => {
  test.each<[string, Objective, number[], number]>([
    ['an ill-conditioned quadratic', P1, Array(10).fill(0), 300],
    ['Rosenbrock', P2, start, 80],
    ['logistic regression', P3, Array(8).fill(0), 80],
  ])('goes down at each step and ends at the minimum of %s', (_what, objective, x0, most) => {
    const values = [objective.value!(Float64Array.from(x0), 0)];
    const callback = ({ value }: { readonly value: number }) => {
      values.push(value);
    };
    const { steps, x } = minimize(objective, x0, { optimizer: make(), callback, gradientTolerance: 1e-5 });
    expect(steps).toBeLessThan(most);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
    const gradient = objective.gradient!(x, new Float64Array(x.length), 0);
    expect(Math.hypot(...gradient)).toBeLessThan(1e-4);
  });

  test('goes on bit for bit from a state as JSON', () => {
    const whole = minimize(P2, start, { optimizer: make(), maxSteps: 12 });
    const half = minimize(P2, start, { optimizer: make(), maxSteps: 6 });
    const state = JSON.parse(JSON.stringify(half.save()));
    const resumed = minimize(P2, start, { optimizer: make(), maxSteps: 12, state });
    expect(resumed.save()).toEqual({ ...whole.save(), evaluations: expect.anything() });
  });

  test('measures nothing twice: values and gradients are those of the trials', () => {
    const seen = new Set<string>();
    let calls = 0;
    const counted: Objective = {
      value: (x, step) => {
        seen.add(x.join());
        calls++;
        return P2.value!(x, step);
      },
      gradient: P2.gradient!.bind(P2),
    };
    const { evaluations } = minimize(counted, start, { optimizer: make(), maxSteps: 10 });
    expect(seen.size).toBe(calls);
    expect(evaluations.gradient).toBe(evaluations.value);
  });

  test('says in words why it ends where no step is left', () => {
    const { reason, message } = minimize(P1, Array(10).fill(0), { optimizer: make() });
    expect(reason).toBe('noProgress');
    expect(message).toMatch(/toleranceGrad|no descent is left|no lower point/);
  });

  test('goes on to the gradient that was asked for, where float32 would long have ended', () => {
    const rosenbrock: Objective = {
      value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      gradient: ([x, y]) => [2 * (x - 1) - 400 * x * (y - x * x), 200 * (y - x * x)],
    };
    const { reason, x } = minimize(rosenbrock, [-1.2, 1], { optimizer: make(), gradientTolerance: 1e-8 });
    expect(reason).toBe('gradientTolerance');
    expect(Math.hypot(x[0] - 1, x[1] - 1)).toBeLessThan(1e-7);
  });

  test('takes named arrays', () => {
    const objective = {
      value: ({ a, b }: { a: Float64Array; b: Float64Array }) => (a[0] - 1) ** 2 + 3 * (b[0] + 2) ** 2,
      gradient: ({ a, b }: { a: Float64Array; b: Float64Array }) => ({ a: [2 * (a[0] - 1)], b: [6 * (b[0] + 2)] }),
    };
    const { x } = minimize(objective, { a: [0], b: [0] }, { optimizer: make() });
    expect(x.a[0]).toBeCloseTo(1, 8);
    expect(x.b[0]).toBeCloseTo(-2, 8);
  });
});

/** β as the papers have it, from gradients and the last direction. */
const papers = {
  polakRibiere: (g: number[], before: number[]) => Math.max(0, (dot(g, g) - dot(g, before)) / dot(before, before)),
  hagerZhang(g: number[], before: number[], d: number[]) {
    const y = g.map((value, i) => value - before[i]);
    const curvature = dot(d, y);
    const w = y.map((value, i) => value - (2 * d[i] * dot(y, y)) / curvature);
    const eta = -1 / (Math.hypot(...d) * Math.min(0.01, Math.hypot(...before)));
    return Math.max(dot(w, g) / curvature, eta);
  },
};

test.each(Object.entries(papers))(
  'directions of nonlinearCg are −g + β d, with the β of its paper: %s',
  (variant, beta) => {
    const points = [start];
    const callback = ({ x }: { readonly x: Float64Array }) => {
      points.push([...x]);
    };
    minimize(P2, start, { optimizer: nonlinearCg({ variant: variant as 'hagerZhang' }), maxSteps: 8, callback });
    const gradients = points.map((x) => [...P2.gradient!(Float64Array.from(x), new Float64Array(2), 0)]);
    let d = gradients[0].map((value) => -value);
    for (let k = 1; k < points.length - 1; k++) {
      const next = gradients[k].map((value, i) => -value + beta(gradients[k], gradients[k - 1], d) * d[i]);
      d = dot(next, gradients[k]) < 0 ? next : gradients[k].map((value) => -value);
      const moved = points[k + 1].map((value, i) => value - points[k][i]);
      const cosine = dot(moved, d) / (Math.hypot(...moved) * Math.hypot(...d));
      expect(cosine).toBeCloseTo(1, 9);
    }
  },
);

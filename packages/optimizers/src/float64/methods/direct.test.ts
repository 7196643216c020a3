import { float64Problems } from '../../fixtures/float64-problems.js';
import {
  box,
  directSearch,
  type Float64Optimizer,
  type MinimizeState,
  minimize,
  nelderMead,
  type Objective,
  particleSwarm,
} from '../index.js';

const { P1, P2 } = float64Problems;
const start = [-1.2, 1];

/** Values alone: a gradient that is asked for would be an error. */
const valuesOf = ({ value }: Objective): Objective => ({
  value: value!,
  gradient() {
    throw new Error('no gradient is needed here');
  },
});

const methods: Readonly<Record<string, () => Float64Optimizer>> = {
  nelderMead: () => nelderMead(),
  'nelderMead, adaptive': () => nelderMead({ adaptive: true }),
  directSearch: () => directSearch(),
  'directSearch, minimal basis': () => directSearch({ basis: 'minimal' }),
  particleSwarm: () => particleSwarm({ seed: 3 }),
};
const boxed = Object.entries(methods).filter(([name]) => !name.includes('minimal'));

describe.each(Object.entries(methods))('%s', (_name, make) => {
  test.each<[string, Objective, number[], number[]]>([
    ['Rosenbrock', P2, start, [1, 1]],
    ['|x − 1| + 3 |y + 2|', { value: ([x, y]) => Math.abs(x - 1) + 3 * Math.abs(y + 2) }, [0, 0.3], [1, -2]],
    ['one parameter', { value: ([x]) => (x - 0.3) ** 2 }, [5], [0.3]],
  ])('finds the known minimum of %s without a gradient, and never rises', (_what, objective, x0, minimum) => {
    const values: number[] = [];
    const callback = ({ value }: { readonly value: number }) => {
      values.push(value);
    };
    const { x, value } = minimize(valuesOf(objective), x0, {
      optimizer: make(),
      maxSteps: 20000,
      stepTolerance: 1e-9,
      callback,
    });
    expect([...x]).toEqual(minimum.map((one) => expect.closeTo(one, 4)));
    expect(value).toBe(objective.value!(x, 1));
    expect(values.findIndex((one, i) => one > values[i - 1])).toBe(-1);
  });

  test('goes on bit for bit from a state as JSON, and measures nothing again', () => {
    const run = (maxSteps: number, state?: MinimizeState) =>
      minimize(valuesOf(P2), start, { optimizer: make(), maxSteps, state, seed: 2 }).save();
    const half = JSON.parse(JSON.stringify(run(9)));
    expect(run(20, half)).toEqual(run(20));
    expect(run(20, JSON.parse(JSON.stringify(run(0))))).toEqual(run(20));
  });

  test('what is NaN is above all else', () => {
    const objective: Objective = { value: ([x]) => (x < 0.5 ? Number.NaN : x) };
    const { x } = minimize(objective, [3], { optimizer: make(), stepTolerance: 1e-8, maxSteps: 3000 });
    expect(x[0]).toBeCloseTo(0.5, 5);
  });

  test('takes named arrays', () => {
    const objective = {
      value: ({ a, b }: { a: Float64Array; b: Float64Array }) => (a[0] - 1) ** 2 + (b[0] + 2) ** 2,
    };
    const { x } = minimize(objective, { a: [0.5], b: [0.5] }, { optimizer: make(), maxSteps: 400 });
    expect({ a: [...x.a], b: [...x.b] }).toEqual({ a: [expect.closeTo(1, 3)], b: [expect.closeTo(-2, 3)] });
  });

  test('stops where its points are close together in value', () => {
    const options = { optimizer: make(), maxSteps: 5000 };
    const { reason, value, steps } = minimize(valuesOf(P2), start, { ...options, valueTolerance: 1e-6 });
    expect(reason).toBe('valueTolerance');
    expect(value).toBeLessThan(1e-3);
    expect(minimize(valuesOf(P2), start, { ...options, valueTolerance: 1e-12 }).steps).toBeGreaterThan(steps);
  });

  test('a gradient tolerance is refused, but a gradient can be read', () => {
    expect(() => minimize(P2, start, { optimizer: make(), gradientTolerance: 1e-3 })).toThrow(
      /^minimize: gradientTolerance says nothing to \w+, which measures no gradient; stepTolerance and valueTolerance do\.$/,
    );
    const seen: number[] = [];
    const callback = ({ gradient }: { readonly gradient: Float64Array }) => {
      seen.push(...gradient);
    };
    const { x } = minimize(P2, start, { optimizer: make(), maxSteps: 1, callback });
    expect(seen).toEqual([...P2.gradient!(x, new Float64Array(2), 1)]);
  });

  test('a start that has no value is refused; so is an objective without values', () => {
    expect(() => minimize({ value: () => Number.NaN }, [1], { optimizer: make() })).toThrow(
      'minimize: the value at x0 is NaN, after 0 steps.',
    );
    expect(() => minimize({ gradient: ([x]) => [x] }, [1], { optimizer: make() })).toThrow(
      'the objective has no value, which is needed here',
    );
  });
});

describe.each(boxed)('%s in a box', (_name, make) => {
  const inside = ([x, y]: ArrayLike<number> & Iterable<number>) => x >= -2 && x <= 0.5 && y >= 0.1;
  test('looks at nothing outside, and ends at its minimum', () => {
    let outside = 0;
    const objective: Objective = {
      value(x, step) {
        if (!inside(x)) outside++;
        return P2.value!(x, step);
      },
    };
    const bounds = box({ lower: [-2, 0.1], upper: [0.5, Number.POSITIVE_INFINITY] });
    const { x } = minimize(objective, [0.4, 0.3], { optimizer: make(), bounds, maxSteps: 4000, stepTolerance: 1e-9 });
    expect([...x]).toEqual([expect.closeTo(0.5, 4), expect.closeTo(0.25, 4)]);
    expect(outside).toBe(0);
  });
});

test.each<[string, Float64Optimizer, string]>([
  ['nelderMead', nelderMead(), 'all corners of the simplex are one point'],
  ['directSearch', directSearch(), 'is too short to move any parameter'],
  ['particleSwarm', particleSwarm({ w: 0, c1: 0 }), 'all particles rest at one point'],
])('%s ends where nothing is left to do, and says why', (_name, optimizer, why) => {
  const { reason, message } = minimize({ value: () => 1 }, [1, 2], { optimizer, maxSteps: 1e4 });
  expect(reason).toBe('noProgress');
  expect(message).toContain(why);
});

/** The points that a run asks for, while values come from a script; then all are 9. */
function asked(optimizer: Float64Optimizer, x0: number[], script: readonly number[], maxSteps = 1): number[][] {
  const points: number[][] = [];
  const value = (x: Float64Array) => {
    points.push([...x]);
    return script[points.length - 1] ?? 9;
  };
  minimize({ value }, x0, { optimizer, maxSteps });
  return points;
}

describe('the moves of Nelder and Mead', () => {
  // corners (2, 4) at 0, (2.1, 4) at 1, (2, 4.2) at 2: the middle of the lower two is (2.05, 4)
  const toward = (t: number) => [2.05 + t * 0.05, 4 - t * 0.2].map((one) => expect.closeTo(one, 12));
  const best = [2, 4];
  const shrunk = [
    [2.05, 4],
    [2, 4.1],
  ].map((corner) => corner.map((one) => expect.closeTo(one, 12)));
  test.each<[string, number[], unknown[]]>([
    ['a reflected point between is taken', [0.5], [toward(1)]],
    ['one lower than all is followed further', [-1, -2], [toward(1), toward(2)]],
    ['one lower than the worst alone: contraction outside', [1.5, 1.4], [toward(1), toward(0.5)]],
    ['one as high as the worst: contraction inside', [2, 1], [toward(1), toward(-0.5)]],
    ['a contraction that fails: all go to the best', [1.5, 1.6], [toward(1), toward(0.5), ...shrunk]],
    ['inside too', [3, 2], [toward(1), toward(-0.5), ...shrunk]],
  ])('%s', (_what, script, expected) => {
    const points = asked(nelderMead(), best, [0, 1, 2, ...script]);
    expect(points.slice(0, 3)).toEqual([best, [expect.closeTo(2.1, 12), 4], [2, expect.closeTo(4.2, 12)]]);
    expect(points.slice(3)).toEqual(expected);
  });

  test('a corner as low as the best stands behind it', () => {
    const script = [0, 1, 2, 0];
    const { x } = minimize({ value: () => script.shift() ?? 9 }, best, { optimizer: nelderMead(), maxSteps: 1 });
    expect([...x]).toEqual(best);
  });

  test('with Gao and Han they are longer and shorter by n', () => {
    const x0 = [1, 1, 1, 1];
    const far = (t: number) => [
      ...[0, 1, 2].map(() => expect.closeTo(1 + 0.05 / 4 + (t * 0.05) / 4, 12)),
      expect.closeTo(1 - t * 0.05, 12),
    ];
    const points = (script: number[]) => asked(nelderMead({ adaptive: true }), x0, [0, 1, 2, 3, 4, ...script]).slice(5);
    expect(points([-1, -2])).toEqual([far(1), far(1.5)]); // 1 + 2/4
    expect(points([3.5, 0.5])).toEqual([far(1), far(0.625)]); // 3/4 − 1/8
    expect(points([5, 5])[2]).toEqual([expect.closeTo(1 + 0.05 * 0.75, 12), 1, 1, 1]); // 1 − 1/4
  });

  test('of two parameters Gao and Han have the usual ones', () => {
    const run = (adaptive: boolean) =>
      minimize(P2, start, { optimizer: nelderMead({ adaptive }), maxSteps: 50 }).save();
    expect(run(true)).toEqual(run(false));
  });

  test('many parameters are better with them', () => {
    const end = (adaptive: boolean) =>
      minimize(P1, Array(10).fill(1), { optimizer: nelderMead({ adaptive }), maxSteps: 2000 }).value;
    expect(end(true)).toBeLessThan(end(false));
  });
});

describe('polls of a direct search', () => {
  test('go through the basis until a point is lower, then on from that direction, twice as far', () => {
    const points = asked(directSearch(), [0, 0], [5, 6, 6, 4, 3], 2);
    expect(points).toEqual([
      [0, 0],
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, 3],
    ]);
  });

  test('without success the next is half as far', () => {
    const points = asked(directSearch({ basis: 'minimal', contraction: 0.25 }), [0, 0], [5], 2);
    expect(points).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [-1, -1],
      [0.25, 0],
      [0, 0.25],
      [-0.25, -0.25],
    ]);
  });

  test('the minimal basis takes no bounds', () => {
    const optimizer = directSearch({ basis: 'minimal' });
    expect(() => minimize(P2, start, { optimizer, bounds: box({ lower: -5 }) })).toThrow(
      "minimize: DirectSearch takes bounds with basis 'maximal' alone, which has a direction for each edge.",
    );
  });
});

describe('a particle swarm', () => {
  const rastrigin: Objective = {
    value: (x) => x.reduce((sum, one) => sum + one * one - 10 * Math.cos(2 * Math.PI * one) + 10, 0),
  };
  const bounds = box({ lower: -5.12, upper: 5.12 });

  test('finds the lowest of many minima', () => {
    const { x } = minimize(rastrigin, [4.1, -3.2], { optimizer: particleSwarm(), bounds, maxSteps: 300 });
    for (const one of x) expect(one).toBeCloseTo(0, 6);
  });

  test('begins all over the box, and is drawn to the lowest point by up to c2 of the way', () => {
    const rows: number[][] = [];
    const value = (x: Float64Array) => {
      rows.push([...x]);
      return (x[0] - 1) ** 2;
    };
    minimize({ value }, [4], { optimizer: particleSwarm({ particles: 500, c2: 0.5 }), bounds, maxSteps: 2 });
    const [first, second] = [rows.slice(0, 500), rows.slice(500)];
    const all = first.map(([x]) => x);
    expect(Math.min(...all)).toBeLessThan(-5);
    expect(Math.max(...all)).toBeGreaterThan(5);
    const g = all.reduce((best, x) => (Math.abs(x - 1) < Math.abs(best - 1) ? x : best));
    const shares = second.flatMap(([x], i) => (all[i] === g ? [] : [(x - all[i]) / (g - all[i]) / 0.5]));
    for (const share of shares) expect(share > -1e-9 && share < 1 + 1e-9).toBe(true);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * shares.length));
  });

  test('rests at the edge that it would leave', () => {
    const options = { optimizer: particleSwarm(), bounds: box({ lower: -1, upper: 1 }), maxSteps: 6 };
    const { slots } = minimize({ value: ([x]) => -x }, [0], options).save();
    const there = Array.from({ length: 40 }, (_, i) => i).filter((i) => slots[`particle/${i}/x`][0] === 1);
    expect(there.length).toBeGreaterThan(5);
    for (const i of there) expect(slots[`particle/${i}/v`]).toEqual([0]);
  });

  test('is drawn from its seed and that of the run', () => {
    const end = (own: number, seed: number) =>
      minimize(rastrigin, [2, 1], { optimizer: particleSwarm({ seed: own }), maxSteps: 5, seed }).x.join();
    expect(end(1, 0)).toBe(end(1, 0));
    expect(new Set([end(0, 0), end(1, 0), end(0, 2)]).size).toBe(3);
  });

  test('options out of range are one sentence', () => {
    expect(() => particleSwarm({ particles: 1 })).toThrow(
      'ParticleSwarm: particles is 1, but must be a whole number in [2, inf) or a schedule.',
    );
    expect(() => nelderMead(3 as never)).toThrow(
      'NelderMead takes one options object, such as { adaptive: false }, not 3.',
    );
  });
});

import { readFileSync } from 'node:fs';
import { linearDecay } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { optimistic } from './advance.js';
import { competitiveField } from './competitive-field.js';
import { defineGameOptimizer } from './game-optimizer.js';
import { cgd, cgo, extragradient, type GameOptimizer, gda, ocgo, ogda } from './index.js';
import { closedForm } from './solvers.js';

type Value = (x: tf.Tensor1D, y: tf.Tensor1D) => tf.Scalar;
const B = [0, 1, 2].map((i) => [0, 1, 2].map((j) => Math.sin(1 + i + 2 * j)));

/** The games of the reference file. */
const games: Readonly<Record<string, Value>> = {
  G1: (x, y) => x.dot(y).asScalar(),
  G2: (x, y) =>
    tf.addN([x.square().sum().mul(0.1), y.square().sum().mul(-0.1), x.dot(tf.tensor2d(B)).dot(y)]).asScalar(),
  G3: (x, y) =>
    tf
      .addN([x.mul(y).square().sum().div(2), x.dot(y), x.square().sum().mul(0.1), y.square().sum().mul(-0.1)])
      .asScalar(),
};

/** The points (x, y) after 0, 1, … steps; half of the numbers belong to each player. */
function play(optimizer: GameOptimizer, value: Value, z0: readonly number[], steps: number): number[][] {
  const half = z0.length / 2;
  const [x, y] = [z0.slice(0, half), z0.slice(half)].map((part) => tf.variable(tf.tensor1d(part)));
  const points = [[...z0]];
  for (let step = 1; step <= steps; step++) {
    optimizer.minimax(() => value(x as tf.Tensor as tf.Tensor1D, y as tf.Tensor as tf.Tensor1D), [x], [y]);
    points.push([...x.dataSync(), ...y.dataSync()]);
  }
  tf.dispose([x, y]);
  optimizer.dispose();
  return points;
}

const distance = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])));

interface Entry {
  readonly problem: string;
  readonly hyperparameters: { readonly method: string; readonly eta: number; readonly alpha?: number };
  readonly x0: readonly number[];
  readonly checkpoints: readonly { readonly step: number; readonly x: readonly number[] }[];
}

const entries: Entry[] = JSON.parse(
  readFileSync(new URL('../fixtures/reference/games_cgo.json', import.meta.url), 'utf8'),
).problems;

/** The reference's own optimistic form of the competitive direction, which is not in the zoo. */
const ocgoPast = (alpha: number) =>
  defineGameOptimizer({
    name: 'ocgo-past',
    reference: "the authors' code",
    options: {},
    state: '0',
    cost: '1 gradient',
    field: () => competitiveField(alpha, closedForm),
    advance: optimistic,
  });

const methods: Readonly<Record<string, (learningRate: number, alpha: number) => GameOptimizer[]>> = {
  gda: (learningRate) => [gda({ learningRate })],
  ogda: (learningRate) => [ogda({ learningRate })],
  extragradient: (learningRate) => [extragradient({ learningRate })],
  cgd: (learningRate) => [cgd({ learningRate, solve: 'closedForm' }), cgd({ learningRate })],
  cgo: (learningRate, alpha) => [cgo({ learningRate, alpha, solve: 'closedForm' }), cgo({ learningRate, alpha })],
  'ocgo-past': (learningRate, alpha) => [ocgoPast(alpha)({ learningRate })],
};

test.each(entries.map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const))(
  'follows the reference: %s %s',
  (_problem, _options, { problem, hyperparameters: { method, eta, alpha }, x0, checkpoints }) => {
    // The whole way by the first, 20 steps by the other solver.
    methods[method](eta, alpha!).forEach((optimizer, index) => {
      const compared = index === 0 ? checkpoints : checkpoints.filter(({ step }) => step <= 20);
      const points = play(optimizer, games[problem], x0, compared.at(-1)!.step);
      for (const { step, x } of compared) expect(distance(points[step], x)).toBeLessThan(1e-5);
    });
  },
);

// Ten steps on f = xy from (1, 1) with step size 0.1, by the closed form in float64.
test.each([
  [0, [-0.31171756, 1.45329846], [-0.29533751, 1.31277103]],
  [0.5, [-0.04477062, 0.97228805], [0.01510403, 0.92098732]],
  [1, [0.22035378, 0.82977478], [0.26290248, 0.8149262]],
])('cgo and ocgo with alpha %s end where the closed form does', (alpha, plain, twice) => {
  const options = { learningRate: 0.1, alpha };
  expect(distance(play(cgo(options), games.G1, [1, 1], 10).at(-1)!, plain)).toBeLessThan(2e-6);
  expect(distance(play(ocgo(options), games.G1, [1, 1], 10).at(-1)!, twice)).toBeLessThan(2e-6);
});

test('alpha 0 is gda, alpha the step size cgd; ocgo with alpha 0 is extragradient', () => {
  const z0 = [1, -0.5, 0.3, 0.2, 0.4, -1];
  const end = (optimizer: GameOptimizer) => play(optimizer, games.G2, z0, 20).at(-1)!;
  const learningRate = 0.1;
  expect(distance(end(cgo({ learningRate, alpha: 0 })), end(gda({ learningRate })))).toBeLessThan(1e-6);
  expect(distance(end(cgo({ learningRate, alpha: 0.1 })), end(cgd({ learningRate })))).toBeLessThan(1e-6);
  expect(distance(end(ocgo({ learningRate, alpha: 0 })), end(extragradient({ learningRate })))).toBeLessThan(1e-6);
});

test('on a bilinear game gda moves away from the saddle by √(1 + η²) a step, the others come nearer', () => {
  const radius = (optimizer: GameOptimizer) => Math.hypot(...play(optimizer, games.G1, [1, 1], 100).at(-1)!);
  const learningRate = 0.1;
  expect(radius(gda({ learningRate }))).toBeCloseTo(Math.SQRT2 * 1.01 ** 50, 4);
  for (const make of [ogda, extragradient, cgd, cgo, ocgo]) expect(radius(make({ learningRate }))).toBeLessThan(1);
});

test('cgo with the exact direction: x²y + xy divides by 1 + α² (2x + 1)², not 1 + α²', () => {
  const [x, y, learningRate, alpha] = [0.4, 0.5, 0.1, 2];
  const [gx, gy, A] = [2 * x * y + y, x ** 2 + x, 2 * x + 1];
  const scale = learningRate / (1 + alpha ** 2 * A ** 2);
  const expected = [x - scale * (gx + alpha * A * gy), y - scale * (-gy + alpha * A * gx)];
  const value: Value = (u, v) => tf.addN([u.square().dot(v), u.dot(v)]).asScalar();
  expect(distance(play(cgo({ learningRate, alpha }), value, [x, y], 1)[1], expected)).toBeLessThan(1e-6);
});

test('players of several variables of other shapes and sizes: x′Ay with A 4 x 5', () => {
  const A = tf.tensor2d(
    Array.from({ length: 20 }, (_, i) => Math.sin(1.3 * i)),
    [4, 5],
  );
  const x = [tf.variable(tf.ones([2, 1])), tf.variable(tf.ones([2]))];
  const y = [tf.variable(tf.ones([5]))];
  const f = () => tf.concat([x[0].flatten(), x[1]]).dot(A).dot(y[0]).asScalar();
  const [iterated, direct] = (['conjugateGradient', 'closedForm'] as const).map((solve) => {
    for (const variable of [...x, ...y]) variable.assign(tf.onesLike(variable));
    const optimizer = cgo({ learningRate: 0.1, alpha: 0.7, solve });
    for (let step = 0; step < 5; step++) optimizer.minimax(f, x, y);
    return [...x, ...y].flatMap((variable) => [...variable.dataSync()]);
  });
  expect(distance(iterated, direct)).toBeLessThan(1e-5);
  tf.dispose([A, x, y]);
});

test('both steps of ocgo are projected', () => {
  const x = tf.variable(tf.tensor1d([-0.25]));
  const y = tf.variable(tf.tensor1d([0.5]));
  const seen: number[] = [];
  const project = () => {
    x.assign(x.maximum(-1 / 3));
    seen.push(x.dataSync()[0]);
  };
  const optimizer = ocgo({ learningRate: 2, alpha: 0, project });
  optimizer.minimax(() => tf.addN([x.square().dot(y), x.dot(y)]).asScalar(), [x], [y]);
  // Half step: x = −1/4 − 2 (2xy + y) = −0.75 → −1/3, y = 0.5 + 2 (x² + x) = 0.125; full step: x = −1/4 − 2 (1/3)(0.125).
  expect(seen[0]).toBeCloseTo(-1 / 3, 6);
  expect(seen[1]).toBeCloseTo(-1 / 3, 6);
  expect(y.dataSync()[0]).toBeCloseTo(0.5 + 2 * (1 / 9 - 1 / 3), 6);
  tf.dispose([x, y]);
});

describe.each(Object.entries({ gda, ogda, extragradient, cgd, cgo, ocgo }))('%s', (name, make) => {
  test('returns the value before the step, leaks nothing, and takes a schedule', () => {
    const x = tf.variable(tf.tensor1d([1]));
    const y = tf.variable(tf.tensor1d([2]));
    const optimizer = make({ learningRate: linearDecay({ initialValue: 0.1, endValue: 0, decaySteps: 3 }) });
    const f = () => x.dot(y).asScalar();
    optimizer.minimax(f, [x], [y]);
    const before = tf.memory().numTensors;
    const expected = x.dataSync()[0] * y.dataSync()[0];
    const value = optimizer.minimax(f, [x], [y], true)!;
    expect(value.dataSync()[0]).toBeCloseTo(expected, 5);
    value.dispose();
    expect(optimizer.minimax(f, [x], [y])).toBeNull();
    expect(tf.memory().numTensors).toBe(before);
    const still = [x.dataSync()[0], y.dataSync()[0]];
    optimizer.minimax(f, [x], [y]);
    expect([x.dataSync()[0], y.dataSync()[0]]).toEqual(still);
    expect(optimizer.iterations).toBe(4);
    optimizer.dispose();
    tf.dispose([x, y]);
  });

  test('says what is wrong', () => {
    const x = tf.variable(tf.tensor1d([1]));
    const f = () => x.sum<tf.Scalar>();
    expect(() => make({ learningRate: -1 })).toThrow(
      `${name}: learningRate is -1, but must be a number in [0, inf) or a schedule.`,
    );
    expect(() => make({ rate: 1 } as never)).toThrow(/rate/);
    expect(() => make(0.1 as never)).toThrow(
      `${name} takes one options object, such as { learningRate: 0.01 }, not 0.1.`,
    );
    expect(() => make().minimax(f, [x], [])).toThrow(`${name}: max must be a list of one or more variables.`);
    expect(() => make().minimax(f, [x], [x])).toThrow('belongs to both players, but must belong to one.');
    x.dispose();
  });

  test('can be read, set, frozen, saved and disposed as every optimizer', async () => {
    const [x, y] = [tf.variable(tf.tensor1d([1, 0.5])), tf.variable(tf.tensor1d([2, -1]))];
    const f = () => x.dot(y).asScalar();
    const optimizer = make({ learningRate: 0.1 });
    const play = (one: GameOptimizer, steps: number) => {
      for (let step = 0; step < steps; step++) one.minimax(f, [x], [y]);
      return [...x.dataSync(), ...y.dataSync()];
    };
    play(optimizer, 3);
    optimizer.set({ learningRate: 0.05 });
    expect([optimizer.get('learningRate'), optimizer.learningRate]).toEqual([0.05, 0.05]);
    expect(() => optimizer.set({ learningRate: -1 })).toThrow(`${name}: learningRate is -1`);

    const copy = make.Optimizer.fromConfig(make.Optimizer as never, optimizer.getConfig()) as unknown as GameOptimizer;
    const saved = await optimizer.getWeights();
    await copy.setWeights(saved.map(({ name: own, tensor }) => ({ name: own, tensor: tf.clone(tensor) })));
    const start = [x, y].map((variable) => variable.clone());
    const straight = play(optimizer, 4);
    for (const [i, variable] of [x, y].entries()) variable.assign(start[i]);
    expect(play(copy, 4)).toEqual(straight);
    expect(copy.iterations).toBe(optimizer.iterations);

    optimizer.freeze(y.name);
    expect(() => optimizer.minimax(f, [x], [y])).toThrow(
      `${name}: all variables of max are frozen, so there is no game.`,
    );
    optimizer.thaw();
    expect(() => optimizer.minimize()).toThrow(`${name} plays a game; call minimax(f, min, max).`);
    expect(() => make({ project: () => {} }).getConfig()).toThrow(
      `${name}: project is a function, which cannot be saved.`,
    );
    for (const one of [optimizer, copy]) one.dispose();
    tf.dispose([x, y, ...start]);
  });

  test('what is frozen stays, and the others play on', () => {
    const [x, held, y] = [1, 3, 2].map((value) => tf.variable(tf.scalar(value)));
    const optimizer = make({ frozen: held.name });
    for (let step = 0; step < 3; step++) {
      optimizer.minimax(() => tf.mul(tf.add(x, held), y) as tf.Scalar, [x, held], [y]);
    }
    expect(held.dataSync()[0]).toBe(3);
    expect(x.dataSync()[0]).toBeLessThan(1);
    expect(y.dataSync()[0]).toBeGreaterThan(2);
    optimizer.dispose();
    tf.dispose([x, held, y]);
  });
});

test('options of the direction may be schedules', () => {
  const [x, y] = [tf.variable(tf.tensor1d([1])), tf.variable(tf.tensor1d([2]))];
  const at = (alpha: number | ((step: number) => number)) => {
    x.assign(tf.tensor1d([1]));
    y.assign(tf.tensor1d([2]));
    const optimizer = cgo({ learningRate: 0.1, alpha });
    for (let step = 0; step < 2; step++) optimizer.minimax(() => x.dot(y).asScalar(), [x], [y]);
    optimizer.dispose();
    return [...x.dataSync(), ...y.dataSync()];
  };
  expect(at(() => 0.5)).toEqual(at(0.5));
  expect(at((step) => step / 2)).not.toEqual(at(0.5));
  tf.dispose([x, y]);
});

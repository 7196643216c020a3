import { type ProblemConfig, suite } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { pickBackend } from '../backends/pick-backend.js';
import { candidates } from '../candidates/candidates.js';
import { withStepSize } from '../candidates/optimizer-term.js';
import { makeConfig } from '../fixtures/make-run.js';
import { machineFor, misfit } from '../run/fit.js';
import { instrumentNames } from '../run/instrument-names.js';
import { runOne } from './run-one.js';
import { parseRuns } from './store.js';

const study = { command: 'test', jobs: 1 };

/** One that each candidate can run on is among them. */
const problems: readonly ProblemConfig[] = [
  { name: 'logisticRegression' },
  { name: 'leastSquares' },
  { name: 'mlpClassifier' },
  { game: 'quadraticGame' },
];

beforeAll(() => pickBackend('cpu'));

test.each(Object.keys(candidates))('%s goes down, and leaves no tensor behind', async (name) => {
  const before = tf.memory().numTensors;
  const optimizer = withStepSize({ name, options: {} }, candidates[name].defaultStepSize);
  const problem = problems.find((one) => !misfit({ optimizer, problem: one }))!;
  const backend = machineFor(['cpu', 'float64'], { optimizer, problem });
  const { status, reason, curve } = await runOne(makeConfig({ optimizer, problem, steps: 20, backend }), study);
  const mayEnd = backend === 'float64'; // where nothing is left to be done
  expect({ status, reason }).toEqual({ status: 'ok', reason: mayEnd ? reason : undefined });
  expect(curve.at(-1)![1]).toBeLessThan(curve[0][1]!);
  expect(tf.memory().numTensors).toBe(before);
});

test.each(suite)('$name can be run, and leaves no tensor behind', async ({ config: problem }) => {
  const before = tf.memory().numTensors;
  const optimizer = { name: 'adam', options: { learningRate: 1e-3 } };
  const { status, reason } = await runOne(makeConfig({ optimizer, problem, steps: 3 }), study);
  expect({ status, reason }).toEqual({ status: 'ok', reason: undefined });
  expect(tf.memory().numTensors).toBe(before);
});

test('a constrained problem stays within its bounds', async () => {
  const optimizer = { name: 'sgd', options: { learningRate: 1 } };
  const { curve } = await runOne(makeConfig({ optimizer, problem: { name: 'amsgradTheorem1' }, steps: 30 }), study);
  for (const [, value] of curve) expect(Math.abs(value!)).toBeLessThanOrEqual(2 / 3 + 1e-6);
});

test('the same configuration gives the same curve, bit for bit', async () => {
  const config = makeConfig({ problem: { name: 'mlpClassifier' }, steps: 15, seed: 3 });
  const [first, second] = [await runOne(config, study), await runOne(config, study)];
  expect(second.curve).toEqual(first.curve);
  expect((await runOne({ ...config, seed: 4 }, study)).curve).not.toEqual(first.curve);
});

test('records the start, the end and about a hundred steps between', async () => {
  const { curve, trajectory, timing } = await runOne(makeConfig({ steps: 1234 }), study);
  const steps = curve.map(([step]) => step);
  expect(steps[0]).toBe(0);
  expect(steps.at(-1)).toBe(1234);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  expect(steps.length).toBeGreaterThan(95);
  expect(steps.length).toBeLessThan(120);
  expect(trajectory![0]).toEqual([expect.closeTo(-1.2), 1]); // the standard start, at seed 0
  expect(timing.steps).toBe(1234);
});

test('a run that explodes stops, says where, and survives JSON', async () => {
  const optimizer = { name: 'sgd', options: { learningRate: 10 } };
  const run = await runOne(makeConfig({ optimizer, steps: 1000 }), study);
  expect(run.status).toBe('diverged');
  expect(run.reason).toMatch(/^the objective was \S+ at step \d+$/);
  expect(run.timing.steps).toBeLessThan(20);
  const { runs, complaints } = parseRuns(JSON.stringify(run));
  expect(complaints).toEqual([]);
  expect(runs.get(run.id)).toEqual(run);
});

test.each([
  ['x^3', 1, 0.5], // to -Infinity
  ['-x^2', 1, 1], // by a constant factor
])('a run on %s, which falls without bound, has diverged', async (expression, start, learningRate) => {
  const optimizer = { name: 'sgd', options: { learningRate } };
  const run = await runOne(makeConfig({ optimizer, problem: { expression, start: [start] }, steps: 200 }), study);
  expect(run.status).toBe('diverged');
  expect(run.reason).toMatch(/^the objective was -\S+ at step \d+$/);
});

test('whatever throws becomes a failed run with its reason, and no tensors are left', async () => {
  const before = tf.memory().numTensors;
  const bad = makeConfig({ optimizer: { name: 'adam', options: { beta1: 2 } } });
  expect(await runOne(bad, study)).toMatchObject({ status: 'failed', reason: expect.stringContaining('beta1 is 2') });
  expect(await runOne(makeConfig({ problem: { name: 'nope' } }), study)).toMatchObject({ status: 'failed' });
  expect(tf.memory().numTensors).toBe(before);
});

test('wasm runs too, and says so', async () => {
  const run = await runOne(makeConfig({ backend: 'wasm', steps: 5 }), study);
  expect(run).toMatchObject({ status: 'ok', environment: { backend: 'wasm' } });
  await pickBackend('cpu');
});

describe('what is known of a run on plain arrays by a look on tensors', () => {
  const sgd = { name: 'sgd', options: { learningRate: 0.05 } };

  test('instruments tell of a quadratic what is known of it', async () => {
    const before = tf.memory().numTensors;
    const problem = { expression: '4.5*x^2 + 0.5*y^2', start: [1, 2] };
    const config = makeConfig({ optimizer: sgd, problem, steps: 40, backend: 'float64', instruments: instrumentNames });
    const run = await runOne(config, study);
    const { at, sharpness, gradientOverlap, updateNorm, effectiveStep } = run.instruments!;
    expect(at.length).toBeGreaterThanOrEqual(20);
    for (const [i, point] of at.entries()) {
      const [x, y] = [(1 - 0.05 * 9) ** run.curve[point][0], 2 * (1 - 0.05) ** run.curve[point][0]];
      const norm = Math.hypot(9 * x, y);
      expect(sharpness![i]).toBeCloseTo(9, 3);
      expect(gradientOverlap![i]).toBeCloseTo((9 * x) ** 2 / norm ** 2, 3);
      expect(updateNorm![i]! / (0.05 * norm)).toBeCloseTo(1, 4);
      expect(effectiveStep![i]).toBeCloseTo(0.05, 4);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  test('they leave the run as it is, and are stored as they are', async () => {
    const config = makeConfig({ optimizer: sgd, problem: { name: 'logisticRegression' }, steps: 20 });
    const [plain, read] = [
      await runOne(config, study),
      await runOne({ ...config, instruments: ['updateNorm'] }, study),
    ];
    expect(read.curve).toEqual(plain.curve);
    expect(read.spent!.gradients).toEqual(plain.spent!.gradients);
    expect(Object.keys(read.instruments!)).toEqual(['version', 'at', 'updateNorm']);
    expect(read.id).not.toBe(plain.id);
    const stored = parseRuns(`${JSON.stringify(read)}\n`).runs.get(read.id)!;
    expect(stored.instruments).toEqual(read.instruments);
  });

  test('held-out data are judged as on tensors', async () => {
    const config = makeConfig({ optimizer: sgd, problem: { name: 'logisticRegression' }, steps: 30 });
    const [onTensors, onArrays] = [await runOne(config, study), await runOne({ ...config, backend: 'float64' }, study)];
    const expected = onTensors.heldOut!;
    for (const name of ['objective', 'accuracy'] as const) {
      expect(onArrays.heldOut![name]).toHaveLength(onArrays.curve.length);
      for (const [i, value] of onArrays.heldOut![name]!.entries()) expect(value).toBeCloseTo(expected[name]![i]!, 4);
    }
  });
});

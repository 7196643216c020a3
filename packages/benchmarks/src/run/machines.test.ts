import { problemFrom } from '@optimizer-zoo/testbed';
import { pickBackend } from '../backends/pick-backend.js';
import { readOptimizerTerms } from '../candidates/optimizer-term.js';
import { makeConfig } from '../fixtures/make-run.js';
import type { RunConfig } from '../study/run-config.js';
import { runOne } from '../study/run-one.js';
import { gradientCost } from './machine.js';

beforeAll(() => pickBackend('cpu'));

const study = { command: 'test', jobs: 1 };
const optimizer = (text: string) => readOptimizerTerms(text)[0];
const run = (text: string, changes: Partial<RunConfig> = {}) =>
  runOne(makeConfig({ optimizer: optimizer(text), ...changes }), study);
const last = <T>(values: readonly T[]) => values.at(-1)!;

test.each([
  ['adam(learningRate=0.05)', 'rosenbrock'],
  ['nagGs', 'beale'],
  ['lookahead(adamw(learningRate=0.01))', 'powellSingular'],
  ['scheduleFreeSgd(learningRate=0.001)', 'logisticRegression'],
  ['ema(sgd(learningRate=0.01), emaMomentum=0.5)', 'leastSquares'],
])('%s on %s goes the same way in float64 and on tensors, within float32', async (text, name) => {
  const [plain, tensors] = await Promise.all(
    ['float64', 'cpu'].map((backend) => run(text, { problem: { name }, steps: 30, seed: 1, backend })),
  );
  expect(plain.environment.backend).toBe('float64');
  expect(plain.curve.map(([step]) => step)).toEqual(tensors.curve.map(([step]) => step));
  for (const [i, [, value]] of plain.curve.entries()) {
    expect(Math.abs(value! - tensors.curve[i][1]!)).toBeLessThan(1e-4 * (1 + Math.abs(value!)));
  }
  expect(plain.spent).toMatchObject({ gradients: tensors.spent!.gradients, losses: tensors.spent!.losses });
});

test('the curve is the objective in float64 of where the run is', async () => {
  const { curve, trajectory } = await run('sgd(learningRate=0.001)', { backend: 'float64', steps: 10 });
  const { float64 } = problemFrom({ name: 'rosenbrock' });
  for (const [i, [, value]] of curve.entries()) expect(value).toBeCloseTo(float64!.value(trajectory![i]), 6);
});

/** After ten steps: runs of the loss, gradients, products. */
test.each([
  ['sgd(learningRate=0.0001)', 'rosenbrock', 'cpu', [10, 10, 0]],
  ['sgd(learningRate=0.0001)', 'rosenbrock', 'float64', [10, 10, 0]],
  ['tf.adam', 'rosenbrock', 'cpu', [10, 10, 0]],
  ['sgd(learningRate=0.0001, gradient=sharpnessAware)', 'rosenbrock', 'cpu', [20, 20, 0]],
  ['sgd(learningRate=0.0001, gradient=forwardGradient(directions=3))', 'rosenbrock', 'cpu', [30, 0, 30]],
  ['sgd(learningRate=0.00001, gradient=spsa)', 'rosenbrock', 'cpu', [20, 0, 0]],
  ['adahessian', 'rosenbrock', 'cpu', [10, 10, 10]],
  ['sophiaG(gradient=gaussNewtonBartlett(every=5))', 'mlpClassifier', 'cpu', [12, 12, 0]],
  ['egn', 'leastSquares', 'cpu', [10, 11, 0]], // and once more at the first step: whether samples depend on each other
] as const)('%s on %s, on %s: what is spent is counted', async (text, name, backend, [losses, gradients, products]) => {
  const { status, reason, spent } = await run(text, { problem: { name }, steps: 10, backend });
  expect({ status, reason }).toEqual({ status: 'ok', reason: undefined });
  expect([spent!.losses, spent!.gradients, spent!.products].map(last)).toEqual([losses, gradients, products]);
  for (const column of Object.values(spent!)) {
    expect(column).toHaveLength(11);
    expect([...column].sort((a, b) => a - b)).toEqual(column);
  }
});

test.each([
  ['sgd(learningRate=0.0001)', 'float64', 100],
  ['sgd(learningRate=0.0001, gradient=sharpnessAware)', 'cpu', 50],
  ['sgd(learningRate=0.0001, gradient=forwardGradient(directions=4))', 'cpu', 25],
  ['sgd(learningRate=0.00001, gradient=spsa)', 'cpu', 50], // as it takes no gradients, its runs of the loss count
])('%s on %s: a hundred gradient evaluations are %i steps', async (text, backend, steps) => {
  const { curve, spent, timing } = await run(text, { steps: undefined, gradients: 100, backend });
  expect(timing.steps).toBe(steps);
  expect(last(curve)[0]).toBe(steps);
  const [losses, gradients, products] = [spent!.losses, spent!.gradients, spent!.products].map(last);
  expect(gradientCost({ losses, gradients, products })).toBe(100);
});

test('a line search ends where it is over its budget, and a run that stays says why', async () => {
  const { status, timing, spent, curve } = await run('lbfgs', { steps: undefined, gradients: 40, backend: 'cpu' });
  expect(status).toBe('ok');
  expect(timing.steps).toBeLessThan(40);
  expect(last(spent!.gradients)).toBeGreaterThanOrEqual(40);
  expect(last(spent!.gradients)).toBeLessThan(40 + 25);
  expect(last(curve)[1]).toBeLessThan(1);
  const stayed = await run('lbfgs', { backend: 'float64', steps: 10_000 });
  expect(stayed).toMatchObject({ status: 'ok', reason: expect.any(String) });
  expect(last(stayed.curve)[1]).toBeLessThan(1e-8);
});

test('a budget in seconds is one of seconds in steps', async () => {
  const { status, spent, timing, curve } = await run('sgd(learningRate=0.0001)', { steps: undefined, seconds: 0.02, backend: 'float64' }); // biome-ignore format: one line
  expect(status).toBe('ok');
  expect(last(spent!.seconds)).toBeGreaterThanOrEqual(0.0199);
  expect(last(curve)[0]).toBe(timing.steps);
});

test('in float64 too a run that explodes has diverged', async () => {
  const exploded = await run('sgd(learningRate=10)', { backend: 'float64', steps: 1000 });
  expect(exploded.status).toBe('diverged');
  const { status, reason } = await run('sgd(learningRate=1e300)', { backend: 'float64', steps: 1000 });
  expect([status, reason]).toEqual(['diverged', expect.any(String)]);
});

test('what is learned from data is judged on data that no step sees, at each point of the curve', async () => {
  const { curve, heldOut } = await run('adam(learningRate=0.01)', { problem: { name: 'convClassifier' }, steps: 40 });
  expect(heldOut!.objective).toHaveLength(curve.length);
  expect(heldOut!.accuracy).toHaveLength(curve.length);
  expect(last(heldOut!.objective)!).toBeLessThan(heldOut!.objective[0]!);
  expect(heldOut!.objective).not.toEqual(curve.map(([, value]) => value));
});

test('a method for games comes nearer to the saddle, or spirals away', async () => {
  const [gda, ocgo] = await Promise.all(['gda(learningRate=0.1)', 'ocgo(learningRate=0.1)'].map((text) => run(text, { problem: { game: 'bilinear' }, steps: 100 }))); // biome-ignore format: one line
  expect(last(gda.curve)[1]).toBeGreaterThan(gda.curve[0][1]!);
  expect(last(ocgo.curve)[1]).toBeLessThan(0.5 * ocgo.curve[0][1]!);
  expect(last(gda.spent!.gradients)).toBe(100);
  expect(last(ocgo.spent!.products)).toBeGreaterThan(100);
});

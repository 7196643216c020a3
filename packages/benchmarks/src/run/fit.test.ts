import { findProblem, gameProblems, type ProblemConfig, suite } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { pickBackend } from '../backends/pick-backend.js';
import { readOptimizerTerms } from '../candidates/optimizer-term.js';
import { families, raceProblems } from '../cli/commands/race.js';
import { makeConfig } from '../fixtures/make-run.js';
import { runOne } from '../study/run-one.js';
import { machineFor, misfit, misfitOn, misfitsOf } from './fit.js';

beforeAll(() => pickBackend('cpu'));

const optimizer = (text: string) => readOptimizerTerms(text)[0];
const named = (name: string): ProblemConfig => ({ name });
const both = ['float64', 'cpu'];

test.each([
  ['sgd', 'rosenbrock', 'float64'],
  [
    'lookahead(clipByGlobalNorm(adam(learningRate=cosineDecay(initialValue=0.1, decaySteps=9))))',
    'rosenbrock',
    'float64',
  ],
  ['adahessian', 'quadratic', 'float64'],
  ['lbfgs', 'osborne1', 'float64'],
  ['tf.sgd', 'rosenbrock', 'cpu'],
  ['muon', 'rosenbrock', 'float64'],
  ['aegdPreconditioned', 'rosenbrock', 'float64'],
  ['lookahead(soap(learningRate=0.1))', 'rosenbrock', 'float64'],
  ['psgdDense(gradient=hessianVector(probability=0.5))', 'rosenbrock', 'float64'],
  ['psgdDense(gradient=hessianVector(method=differences))', 'rosenbrock', 'cpu'],
  ['egn', 'rosenbrockChain', 'cpu'],
  ['sgd(gradient=forwardGradient)', 'rosenbrock', 'cpu'],
  ['adam(gradient=reverseMode)', 'rosenbrock', 'float64'],
  ['adam', 'leastSquaresSum', 'cpu'], // plain arrays know the objective, not the minibatch
  ['adam', 'mlpClassifier', 'cpu'],
])('%s on %s goes to %s', (text, problem, machine) => {
  expect(machineFor(both, { optimizer: optimizer(text), problem: named(problem) })).toBe(machine);
});

test.each<[string, ProblemConfig, string]>([
  ['egn', named('booth'), "egn needs a model's outputs with a loss that is convex in them; booth offers a loss and its objective in float64."], // biome-ignore format: one line
  ['levenbergMarquardt', named('mlpClassifier'), 'levenbergMarquardt needs residuals, of which it is the sum of squares; mlpClassifier offers a loss, '], // biome-ignore format: one line
  ['sophiaG', named('gruRegression'), "sophiaG needs labels drawn from a model's predictions; gruRegression offers"],
  ['adam(gradient=gaussNewtonBartlett(every=5))', named('beale'), "needs labels drawn from a model's predictions; beale offers"], // biome-ignore format: one line
  ['adam(gradient=sharpnessAware(gradient=gaussNewtonBartlett))', named('beale'), 'needs labels'],
  ['adam', { game: 'bilinear' }, 'adam needs a loss; bilinear offers two players.'],
  ['ema(adam)', { game: 'bilinear' }, 'ema(adam) needs a loss; bilinear offers two players.'],
  ['cgo', named('beale'), 'cgo needs two players; beale offers a loss and its objective in float64.'],
])('%s on %j is told what is missing', async (text, problem, sentence) => {
  const pair = { optimizer: optimizer(text), problem };
  expect(misfit(pair)).toContain(sentence);
  const before = tf.memory().numTensors;
  const run = await runOne(makeConfig({ ...pair, backend: machineFor(both, pair) }), { command: 'test', jobs: 1 });
  expect(run).toMatchObject({ status: 'not applicable', reason: misfit(pair), curve: [] });
  expect(tf.memory().numTensors).toBe(before);
});

test('a machine that was asked for alone says what it cannot', () => {
  expect(misfitOn('float64', { optimizer: optimizer('egn'), problem: named('osborne1') })).toBe(
    'egn has no form in float64: it runs on tensors alone.',
  );
  expect(misfitOn('float64', { optimizer: optimizer('adam'), problem: named('mlpClassifier') })).toMatch(
    /^adam needs its objective in float64; mlpClassifier offers /,
  );
});

test.each([...suite, ...gameProblems])('$name: what a problem offers is enough for something', ({ config }) => {
  const some = ['adam', 'gda'].map(optimizer);
  expect(some.filter((one) => !misfit({ optimizer: one, problem: config }))).toHaveLength(1);
});

test('in the race every family fits on every problem', () => {
  expect(new Set(families.map(optimizer)).size).toBeGreaterThan(9);
  const unfit = raceProblems.flatMap((name) =>
    families.flatMap((text) => misfit({ optimizer: optimizer(text), problem: named(name) }) ?? []),
  );
  expect(unfit).toEqual([]);
  const tags = raceProblems.map((name) => findProblem(name).tags.includes('convex'));
  expect(new Set(tags).size).toBe(2);
});

test('of a study the pairs that do not fit are told, and no others', () => {
  const [egn, adam] = ['egn', 'adam'].map(optimizer);
  const study = { optimizers: [egn, adam], problems: [named('booth'), named('leastSquares')], machines: both };
  expect(misfitsOf(study)).toEqual([misfit({ optimizer: egn, problem: named('booth') })]);
});

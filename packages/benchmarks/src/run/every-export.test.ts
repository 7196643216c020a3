import * as zoo from '@optimizer-zoo/optimizers';
import * as experimental from '@optimizer-zoo/optimizers/experimental';
import * as plain from '@optimizer-zoo/optimizers/float64';
import * as games from '@optimizer-zoo/optimizers/games';
import { scheduleNames } from '@optimizer-zoo/schedulers';
import type { ProblemConfig } from '@optimizer-zoo/testbed';
import { pickBackend } from '../backends/pick-backend.js';
import { candidates } from '../candidates/candidates.js';
import { readOptimizerTerms } from '../candidates/optimizer-term.js';
import { plainMethods } from '../candidates/plain-candidates.js';
import { makeConfig } from '../fixtures/make-run.js';
import { runOne } from '../study/run-one.js';
import { machineFor, misfit } from './fit.js';

beforeAll(() => pickBackend('cpu'));

/** What is exported and makes an optimizer, or a part of one, but is named by no term; and why. */
const unnamed: Readonly<Record<string, string>> = {
  localLosses:
    'a guess for forwardGradient, made of a model of tfjs-layers and a loss of its blocks, which are functions',
};

/** What is exported and is neither: tools, and makers of what the user declares. */
const tools = [
  ...['defineGradientSource', 'defineGradientSources', 'defineOptimizer', 'defineRule', 'defineWrapper'],
  ...['defineTensorRule', 'defineTensorRuleOverAll', 'optimizerOf', 'wrapping', 'factoryOf', 'wrapperOf', 'formOf'],
  ...[
    'evaluationCounts',
    'gradientSourceNames',
    'register',
    'registerOptimizers',
    'seededRandom',
    'tiny',
    'gradientOption',
  ],
  ...['minimize', 'iterate', 'sumOfSquares', 'box', 'hostScalars', 'execution'],
];

const isTool = ([name, thing]: [string, unknown]) =>
  tools.includes(name) || (typeof thing === 'function' && /^class/.test(Function.prototype.toString.call(thing)));

const isIn = (thing: unknown, face: string) => typeof thing === 'function' && face in thing;

const sources = zoo.gradientSourceNames();
const wrappers = Object.entries<unknown>(zoo).flatMap(([name, thing]) => (isIn(thing, 'wrapper') ? [name] : []));

test('every export of the optimizers is a candidate, a wrapper or a source, or it is told why not', () => {
  const named = [...Object.keys(candidates), ...wrappers, ...sources, ...Object.keys(unnamed)];
  const exported = [zoo, experimental, plain, games].flatMap((entry) => Object.entries<unknown>(entry));
  const others = exported.filter((entry) => !isTool(entry)).map(([name]) => name);
  expect(others.length).toBeGreaterThan(80);
  expect(others.filter((name) => !named.includes(name))).toEqual([]);
});

/** A run of a few steps, on the first of these problems that fits. */
const problems: readonly ProblemConfig[] = [{ name: 'leastSquares' }, { name: 'mlpClassifier' }];

async function shortRun(text: string, machines: readonly string[]) {
  const [optimizer] = readOptimizerTerms(text);
  const problem = problems.find((one) => !misfit({ optimizer, problem: one }))!;
  const backend = machineFor(machines, { optimizer, problem });
  const run = await runOne(makeConfig({ optimizer, problem, steps: 4, backend }), { command: 'test', jobs: 1 });
  return { status: run.status, reason: run.reason, spent: run.spent };
}

const small = 'learningRate=0.001';
/** Options that a source must be given. */
const ofSource: Readonly<Record<string, string>> = { conservative: 'stepSize=0.1', flooding: 'level=0.1' };

test.each(sources)('a run whose gradients come from %s ends well', async (name) => {
  const run = await shortRun(`sgd(${small}, gradient=${name}(${ofSource[name] ?? ''}))`, ['cpu']);
  expect(run).toMatchObject({ status: 'ok', reason: undefined });
  expect(run.spent!.losses.at(-1)).toBeGreaterThanOrEqual(4);
});

/** A wrapper that goes around some optimizers only. */
const inside: Readonly<Record<string, string>> = { l2Regularization: 'lion' };

test.each(
  wrappers.flatMap(
    (name) =>
      [
        [name, 'cpu'],
        [name, 'float64'],
      ] as const,
  ),
)('a run in %s ends well, on %s', async (name, machine) => {
  const run = await shortRun(`${name}(${inside[name] ?? 'adam'}(${small}))`, [machine, 'cpu']);
  expect(run).toMatchObject({ status: 'ok', reason: undefined });
});

test.each(Object.keys(plainMethods))('a run of %s ends well on plain arrays, and there alone', async (name) => {
  const run = await shortRun(name, ['float64']);
  expect(run.status).toBe('ok');
  expect(run.spent!.losses.at(-1)).toBeGreaterThan(0);
  const elsewhere = await shortRun(name, ['cpu']);
  expect(elsewhere.status).toBe('not applicable');
  expect(elsewhere.reason).toContain('a method of plain arrays');
});

const half = 'initialValue=0.01, decaySteps=4';
/** A schedule with the options that it must be given. */
const schedules: Readonly<Record<string, string>> = {
  ademamixAlpha: 'warmupSteps=4',
  ademamixBeta3: 'warmupSteps=4',
  chain: `schedules=[linearDecay(${half}), linearDecay(${half})]`,
  chebyshev: 'minCurvature=10, maxCurvature=100, cycleSteps=4',
  clamp: `schedule=linearDecay(${half}), min=0.001`,
  constant: 'value=0.01',
  cosineDecay: half,
  cosineDecayRestarts: 'initialValue=0.01, firstDecaySteps=4',
  cyclic: 'baseValue=0.001, maxValue=0.01, upSteps=2',
  cyclicSnapshots: 'initialValue=0.01, totalSteps=4, snapshots=2',
  dog: '',
  exponentialDecay: `${half}, decayRate=0.9`,
  inverseSquareRootDecay: 'initialValue=0.01',
  inverseTimeDecay: `${half}, decayRate=0.9`,
  join: `schedules=[linearDecay(${half}), constant(value=0.01)], boundaries=[2]`,
  linearDecay: half,
  linearWarmup: `warmupSteps=2, after=linearDecay(${half})`,
  multiStepDecay: 'initialValue=0.01, boundaries=[2]',
  noam: 'modelSize=64, warmupSteps=100',
  offset: `schedule=linearDecay(${half}), steps=1`,
  oneCycle: 'maxValue=0.01, totalSteps=4',
  oneCycleMomentum: 'totalSteps=4',
  piecewiseConstantDecay: 'boundaries=[2], values=[0.01, 0.001]',
  piecewiseInterpolate: 'boundaries=[2], values=[0.01, 0.001]',
  polyak: '',
  polynomialDecay: half,
  reduceOnPlateau: 'initialValue=0.01',
  repeat: `schedule=linearDecay(${half}), steps=2`,
  rex: half,
  stepDecay: 'initialValue=0.01, decaySteps=2, decayRate=0.5',
  stronglyConvexDecay: 'mu=100',
  tanhDecay: half,
  warmupStableDecay: 'maxValue=0.01, warmupSteps=1, stableSteps=1, decaySteps=2',
};

/** Those whose values are no step sizes. */
const instead: Readonly<Record<string, string>> = {
  ademamixAlpha: 'ademamix(alpha=',
  ademamixBeta3: 'ademamix(beta3=',
  oneCycleMomentum: 'momentum(learningRate=0.001, momentum=',
};

test('every schedule has a run', () => {
  expect(Object.keys(schedules).sort()).toEqual(scheduleNames().sort());
});

test.each(
  Object.entries(schedules).flatMap(
    ([name, options]) =>
      [
        [name, options, 'cpu'],
        [name, options, 'float64'],
      ] as const,
  ),
)('a run that follows %s(%s) ends well, on %s', async (name, options, machine) => {
  const run = await shortRun(`${instead[name] ?? 'sgd(learningRate='}${name}(${options}))`, [machine, 'cpu']);
  expect(run).toMatchObject({ status: 'ok', reason: undefined });
});

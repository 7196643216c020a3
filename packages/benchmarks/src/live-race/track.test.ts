import { readOptimizerTerms } from '../candidates/optimizer-term.js';
import { runOne } from '../study/run-one.js';
import type { RunRecord } from '../study/run-record.js';
import { runStudy } from '../study/study.js';
import { firstRace, startedAt, trialCount } from './race.js';
import { runConfigOf, type TrackConfig } from './run-config-of.js';
import { settle } from './settings.js';
import { runTrack } from './track.js';

const study = { command: 'test', jobs: 1 };
const shorten = (value: number) => Number(value.toPrecision(9));

const configs: TrackConfig[] = [
  ...readOptimizerTerms(
    'sgd(learningRate=0.001), adam, lookahead(lion(learningRate=cosineDecay(initialValue=0.1, decaySteps=50))), lbfgs, nelderMead',
  ).map((optimizer) => ({ optimizer, problem: { name: 'rosenbrock' }, seed: 0, steps: 40 })),
  {
    optimizer: { name: 'sgd', options: { learningRate: 1 } },
    problem: startedAt({ name: 'booth' }, [3, -1]),
    seed: 2,
    steps: 40,
  },
  {
    optimizer: { name: 'adam', options: {} },
    problem: { expression: '(x - 1)^2 + y^4', start: [0, 2] },
    seed: 0,
    steps: 40,
  },
];

test.each(configs)('$optimizer on $problem: the record of a track is what the command line stores', async (config) => {
  const { outcome, points, values } = await runTrack(config);
  const stored = await runOne(runConfigOf(config), study);
  const { status, reason, curve, trajectory } = outcome;
  expect({ status, reason, curve, trajectory }).toEqual({ status: stored.status, reason: stored.reason, curve: stored.curve, trajectory: stored.trajectory }); // biome-ignore format: one line
  expect({ ...outcome.spent, seconds: [] }).toEqual({ ...stored.spent, seconds: [] });
  for (const [step, value] of stored.curve) if (value !== null) expect(shorten(values[step]!)).toBe(value);
  expect(stored.trajectory!.slice(0, 11)).toEqual(
    stored
      .trajectory!.slice(0, 11)
      .map((_, step) => [points[2 * step], points[2 * step + 1]].map((one) => shorten(one!))),
  );
});

test('what an optimizer is tuned to is what the command line chooses', async () => {
  const race = { ...firstRace, steps: 30 };
  const optimizers = readOptimizerTerms('sgd, adam');
  const asked = {
    problems: [race.problem],
    optimizers,
    seeds: 1,
    budget: { steps: 30 },
    tune: trialCount,
    machines: ['float64'],
  };
  const stored = new Map<string, RunRecord>();
  const runs = await runStudy(asked, {
    stored,
    compute: async (wanted, onRun) => {
      for (const config of wanted) onRun(await runOne(config, study));
    },
    onReused() {},
  });
  const judged = runs.filter(({ config }) => config.seed === 0).map(({ config }) => config.optimizer);
  const settled = [];
  for (const optimizer of optimizers) settled.push(await settle(race, optimizer));
  expect(settled.map(({ setting }) => setting)).toEqual(judged);
  expect(settled.map(({ trials }) => trials.length)).toEqual([trialCount, trialCount]);
});

test('what does not fit is told, and runs nothing', async () => {
  const { outcome, values } = await runTrack({
    optimizer: { name: 'tf.adam', options: {} },
    problem: { name: 'booth' },
    seed: 0,
    steps: 5,
  });
  expect(outcome.status).toBe('not applicable');
  expect(outcome.reason).toMatch(/^tf.adam has no form in float64/);
  expect(values).toHaveLength(0);
});

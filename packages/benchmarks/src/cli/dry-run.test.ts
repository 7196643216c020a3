import { pickBackend } from '../backends/pick-backend.js';
import { readOptimizerTerms } from '../candidates/optimizer-term.js';
import { makeConfig } from '../fixtures/make-run.js';
import { runOne } from '../study/run-one.js';
import { stepsWithin } from '../study/run-times.js';
import type { Study } from '../study/study.js';
import { dryRun } from './handlers/dry-run.js';

beforeAll(() => pickBackend('cpu'));

test.each([
  ['adam', 120],
  ['adam(gradient=sharpnessAware)', 60],
  ['sgd(learningRate=0.00001, gradient=spsa)', 60], // two runs of the loss
])('a budget of 120 gradient evaluations is as many steps of %s as they pay for', async (text, expected) => {
  const [optimizer] = readOptimizerTerms(text);
  const run = (budget: object) =>
    runOne(makeConfig({ optimizer, steps: undefined, ...budget }), { command: 'test', jobs: 1 });
  expect(stepsWithin({ gradients: 120 }, await run({ steps: 20 }))).toBe(expected);
  expect((await run({ gradients: 120 })).timing.steps).toBe(expected);
});

test('of a budget in seconds the obvious is said', async () => {
  const study: Study = {
    optimizers: readOptimizerTerms('adam'),
    problems: [{ name: 'beale' }],
    seeds: 4,
    budget: { seconds: 20 },
    tune: 1,
    machines: ['float64', 'cpu'],
  };
  const text = await dryRun(study, 2, new Map());
  expect(text).toContain('About 40s with 2 jobs: each run takes 20 seconds of steps');
});

import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { makeRun } from '../fixtures/make-run.js';
import type { RunConfig } from './run-config.js';
import type { RunRecord } from './run-record.js';
import { runCount, runStudy, type Study } from './study.js';

const study: Study = {
  problems: [{ name: 'rosenbrock' }, { name: 'beale' }],
  optimizers: [
    { name: 'adam', options: {} },
    { name: 'nagGs', options: {} },
    { name: 'tf.sgd', options: { learningRate: 0.5 } },
  ],
  seeds: 3,
  budget: { steps: 100 },
  tune: 4,
  backend: 'cpu',
};

/** Runs that end at the distance of their step size from 0.01, in powers of ten. */
async function simulate(
  stored: Map<string, RunRecord>,
  asked = study,
  fails: (config: RunConfig) => boolean = () => false,
) {
  const computed: RunConfig[] = [];
  const reused: RunRecord[] = [];
  const runs = await runStudy(asked, {
    stored,
    onReused: (run) => reused.push(run),
    async compute(configs, onRun) {
      computed.push(...configs);
      for (const config of configs) {
        const end = Math.abs(Math.log10(stepSize(config) / 0.01));
        onRun(fails(config) ? makeRun(config, null, { status: 'failed' }) : makeRun(config, end));
      }
    },
  });
  return { runs, computed, reused };
}

const stepSize = ({ optimizer: { options } }: RunConfig) => Number(options.learningRate ?? options.alpha);

test('every optimizer is tried with the same number of step sizes on every problem, its own among them', async () => {
  const { computed } = await simulate(new Map());
  for (const problem of study.problems) {
    for (const [name, own] of [
      ['adam', 0.001],
      ['nagGs', 0.05],
      ['tf.sgd', 0.5],
    ] as const) {
      // biome-ignore format: one line
      const trials = computed.filter(
        (config) => config.problem === problem && config.optimizer.name === name && config.seed === 0,
      );
      const sizes = trials.map(stepSize);
      expect(new Set(sizes).size).toBe(study.tune);
      expect(sizes[0]).toBe(own);
    }
  }
});

test('the step size that ended lowest, and only that, is run on the other seeds', async () => {
  const { runs } = await simulate(new Map());
  const others = runs.filter(({ config }) => config.seed > 0 && config.optimizer.name === 'adam');
  expect(others).toHaveLength(2 * study.problems.length);
  expect(new Set(others.map(({ config }) => stepSize(config)))).toEqual(new Set([0.01]));
});

test('a second time nothing is computed', async () => {
  const stored = new Map<string, RunRecord>();
  const first = await simulate(stored);
  const second = await simulate(stored);
  expect(first.computed).toHaveLength(runCount(study));
  expect(second.computed).toEqual([]);
  expect(second.reused).toEqual(second.runs);
  expect(second.runs).toEqual(first.runs);
});

test('with more seeds and trials only what is missing is computed', async () => {
  const stored = new Map<string, RunRecord>();
  const { computed } = await simulate(stored);
  const larger = { ...study, seeds: 5, tune: 6 };
  const more = await simulate(stored, larger);
  expect(more.runs).toHaveLength(runCount(larger));
  expect(more.computed.length).toBeLessThan(runCount(larger));
  expect(more.computed.some((config) => computed.includes(config))).toBe(false);
});

test('a failed run is tried again, a diverged one is not', async () => {
  const stored = new Map<string, RunRecord>();
  await simulate(stored);
  const [first, second] = [...stored.values()];
  stored.set(first.id, { ...first, status: 'failed' });
  stored.set(second.id, { ...second, status: 'diverged', reason: 'exploded' });
  const { computed } = await simulate(stored);
  expect(computed).toContainEqual(first.config);
  expect(computed).not.toContainEqual(second.config);
});

test('a crash during tuning changes no search: after a second time there are the runs of an undisturbed study', async () => {
  const undisturbed = await simulate(new Map());
  for (const crashing of [1, 2, 5]) {
    const stored = new Map<string, RunRecord>();
    let count = 0;
    await simulate(stored, study, () => ++count % crashing === 0);
    expect([...stored.values()].some(({ status }) => status === 'failed')).toBe(true);
    const { runs } = await simulate(stored);
    expect(new Map(runs.map((run) => [run.id, run]))).toEqual(new Map(undisturbed.runs.map((run) => [run.id, run])));
    expect(new Set(stored.keys())).toEqual(new Set(undisturbed.runs.map(({ id }) => id)));
  }
});

test('a run that two searches share is computed once', async () => {
  const twice: OptimizerConfig[] = [
    { name: 'adam', options: {} },
    { name: 'adam', options: { learningRate: 0.01 } },
  ];
  const { computed, reused } = await simulate(new Map(), { ...study, optimizers: twice, tune: 2, seeds: 2 });
  const keys = computed.map((config) => JSON.stringify(config));
  expect(new Set(keys).size).toBe(keys.length);
  expect(computed.length + reused.length).toBe(runCount({ ...study, optimizers: twice, tune: 2, seeds: 2 }));
});

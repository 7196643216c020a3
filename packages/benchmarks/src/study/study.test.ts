import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { termOf } from '../candidates/term.js';
import { makeRun } from '../fixtures/make-run.js';
import { canonicalJson } from './canonical-json.js';
import { type RunConfig, runId } from './run-config.js';
import type { RunRecord } from './run-record.js';
import { trialSettings } from './search-space.js';
import { judgingRuns, runCount, runStudy, type Study } from './study.js';
import { tuningSeed } from './tuning.js';

const study: Study = {
  problems: [{ name: 'rosenbrock' }, { name: 'beale' }],
  optimizers: [
    { name: 'adam', options: {} },
    { name: 'nagGs', options: {} },
    { name: 'tf.sgd', options: { learningRate: 0.5 } },
  ],
  seeds: 3,
  budget: { steps: 100 },
  tune: 8,
  machines: ['cpu'],
};

/** Runs that end at the distance of their step size from 0.01, in powers of ten. */
async function simulate(
  stored: Map<string, RunRecord>,
  asked = study,
  fails: (config: RunConfig) => boolean = () => false,
  endOf = (config: RunConfig) => Math.abs(Math.log10(stepSize(config) / 0.01)),
) {
  const computed: RunConfig[] = [];
  const reused: RunRecord[] = [];
  const runs = await runStudy(asked, {
    stored,
    onReused: (run) => reused.push(run),
    async compute(configs, onRun) {
      computed.push(...configs);
      for (const config of configs) {
        onRun(fails(config) ? makeRun(config, null, { status: 'failed' }) : makeRun(config, endOf(config)));
      }
    },
  });
  return { runs, computed, reused };
}

const stepSize = ({ optimizer: { options } }: RunConfig) => Number(options.learningRate ?? options.alpha ?? 0.001);

const ofAdam = (configs: readonly RunConfig[]) => configs.filter(({ optimizer }) => optimizer.name === 'adam');

test('every optimizer is tried in the same number of settings on every problem, as it was asked for first', async () => {
  const { computed } = await simulate(new Map());
  for (const problem of study.problems) {
    for (const optimizer of study.optimizers.slice(0, 2)) {
      const trials = computed.filter(
        (config) =>
          config.problem === problem && config.optimizer.name === optimizer.name && config.seed === tuningSeed,
      );
      expect(trials.map((config) => config.optimizer)).toEqual(trialSettings(optimizer, study.tune));
      expect(trials[0].optimizer).toEqual(optimizer);
      expect(new Set(trials.map((config) => canonicalJson(config.optimizer))).size).toBe(study.tune);
    }
  }
});

test('the setting that ended lowest is judged, on seeds that nothing was tried on, at the same budget', async () => {
  const { runs, computed } = await simulate(new Map());
  const judged = ofAdam(runs.map(({ config }) => config)).filter(({ seed }) => seed !== tuningSeed);
  expect(judged.map(({ seed }) => seed)).toEqual([0, 1, 2, 0, 1, 2]);
  const ends = trialSettings(study.optimizers[0], study.tune).map((optimizer) =>
    Math.abs(Math.log10(stepSize({ optimizer } as RunConfig) / 0.01)),
  );
  for (const config of judged) {
    expect(Math.abs(Math.log10(stepSize(config) / 0.01))).toBe(Math.min(...ends));
  }
  expect(new Set(computed.map(({ steps }) => steps))).toEqual(new Set([100]));
});

test('strengths of a gradient source are tried, and the best of them is judged', async () => {
  const optimizers = [{ name: 'adam', options: { gradient: 'gradientRegularization' } }];
  const strength = ({ optimizer: { options } }: RunConfig) => Number(termOf(options.gradient).options.strength ?? 0.05);
  const distance = (config: RunConfig) => Math.abs(Math.log10(strength(config) / 0.01));
  const { runs } = await simulate(new Map(), { ...study, optimizers }, undefined, distance);
  const configs = runs.map(({ config }) => config);
  const trials = configs.filter(({ seed }) => seed === tuningSeed);
  expect(new Set(trials.map(strength)).size).toBe(study.tune);
  const best = Math.min(...trials.map(distance));
  expect(best).toBeLessThan(distance(trials[0]));
  const judged = configs.filter(({ seed }) => seed !== tuningSeed);
  expect(judged.map(distance)).toEqual(Array(2 * study.seeds).fill(best));
});

test('what is spelt out, or not to be tuned, is judged at once', async () => {
  const { computed } = await simulate(new Map());
  expect(computed.filter(({ optimizer }) => optimizer.name === 'tf.sgd').map(({ seed }) => seed)).toEqual([
    0, 1, 2, 0, 1, 2,
  ]);
  const { computed: untuned } = await simulate(new Map(), { ...study, tune: 1 });
  expect(untuned).toHaveLength(2 * 3 * 3);
  expect(untuned.some(({ seed }) => seed === tuningSeed)).toBe(false);
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
  const larger = { ...study, seeds: 5, tune: 20 };
  const more = await simulate(stored, larger);
  expect(more.runs).toHaveLength(runCount(larger));
  const ids = new Set(computed.map(runId));
  expect(more.computed.some((config) => ids.has(runId(config)))).toBe(false);
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

test('a trial that fails costs itself alone; once it does not there are the runs of an undisturbed study', async () => {
  const undisturbed = await simulate(new Map());
  for (const crashing of [2, 5]) {
    const stored = new Map<string, RunRecord>();
    let count = 0;
    const first = await simulate(stored, study, ({ seed }) => seed === tuningSeed && ++count % crashing === 0);
    expect(first.runs.filter(({ config }) => config.seed !== tuningSeed)).toHaveLength(2 * 3 * 3);
    const { runs } = await simulate(stored);
    expect(new Map(runs.map((run) => [run.id, run]))).toEqual(new Map(undisturbed.runs.map((run) => [run.id, run])));
  }
});

test('where every trial failed nothing is judged', async () => {
  const { runs } = await simulate(new Map(), { ...study, optimizers: study.optimizers.slice(0, 1) }, () => true);
  expect(runs).toHaveLength(2 * study.tune);
});

test('a run that two optimizers share is computed once', async () => {
  const [, second] = trialSettings(study.optimizers[0], 2);
  const twice: OptimizerConfig[] = [study.optimizers[0], second];
  const { computed, reused } = await simulate(new Map(), { ...study, optimizers: twice, tune: 2, seeds: 2 });
  const ids = computed.map(runId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(computed.length + reused.length).toBe(runCount({ ...study, optimizers: twice, tune: 2, seeds: 2 }));
});

test('parts of a study are the whole study, each run in one of them, and none is much larger than another', async () => {
  const whole = await simulate(new Map());
  const parts = await Promise.all([1, 2].map((index) => simulate(new Map(), { ...study, shard: { index, count: 2 } })));
  const ids = parts.flatMap(({ runs }) => runs.map(({ id }) => id));
  expect(ids.sort()).toEqual(whole.runs.map(({ id }) => id).sort());
  parts.forEach(({ runs }, index) => {
    expect(runs).toHaveLength(runCount({ ...study, shard: { index: index + 1, count: 2 } }));
    expect(runs.length).toBeGreaterThan(whole.runs.length / 3);
  });
});

test.each([
  [10, 9, 25],
  [10, 9, 20],
  [6, 12, 3],
  [4, 4, 8],
])(
  '%i optimizers on %i problems: %i shards are of one size, and none has one optimizer alone',
  (width, height, count) => {
    const named = (length: number) => Array.from({ length }, (_, index) => index);
    const wide: Study = {
      ...study,
      tune: 1,
      seeds: 1,
      optimizers: named(width).map((at) => ({ name: 'adam', options: { learningRate: 1 + at } })),
      problems: named(height).map((at) => ({ expression: 'x^2', start: [at] })),
    };
    const parts = named(count).map((at) => judgingRuns({ ...wide, shard: { index: at + 1, count } }, new Map()));
    const sizes = parts.map(({ length }) => length);
    expect(sizes.reduce((a, b) => a + b)).toBe(width * height);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    for (const part of parts) {
      const optimizers = new Set(part.map(({ optimizer }) => canonicalJson(optimizer)));
      expect(optimizers.size).toBeGreaterThanOrEqual(Math.min(2, part.length));
    }
  },
);

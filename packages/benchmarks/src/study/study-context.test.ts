import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Progress } from '../cli/progress.js';
import { makeRun } from '../fixtures/make-run.js';
import { codeVersion } from './code-version.js';
import { openPool } from './pool.js';
import { ResultsFile } from './results-file.js';
import { appendRun, readRuns } from './store.js';
import { runCount, runStudy, type Study } from './study.js';
import { openStudyContext } from './study-context.js';
import type { Worker } from './worker-process.js';

const study: Study = {
  problems: [{ name: 'rosenbrock' }, { name: 'beale' }],
  optimizers: [
    { name: 'adam', options: {} },
    { name: 'sgd', options: {} },
  ],
  seeds: 3,
  budget: { steps: 100 },
  tune: 2,
  machines: ['cpu'],
};

const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), 'zoo-laboratory-')), 'runs.jsonl');
const silent: Progress = { start() {}, done() {}, reused() {}, waiting() {}, stop() {} };

const environment = { ...makeRun().environment, version: codeVersion() };
const older = { ...environment, version: '0.0.1+01234567' };
const worker = (): Worker => ({
  async run({ config }) {
    await setTimeout(5);
    return makeRun(config, 0.5, { environment });
  },
  async close() {},
});

async function runOn(file: string) {
  const pool = openPool({ command: 'test', jobs: 2 }, worker);
  const reused: string[] = [];
  const laboratory = openStudyContext(new ResultsFile(file), pool, { ...silent, reused: ({ id }) => reused.push(id) });
  try {
    return { runs: await runStudy(study, laboratory), reused };
  } finally {
    laboratory.close();
    await pool.close();
  }
}

const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n');

test('two that compute one study into one file share the work: every run is computed and stored once', async () => {
  const file = newFile();
  const [one, other] = await Promise.all([runOn(file), runOn(file)]);
  const byId = (runs: typeof one.runs) => new Map(runs.map((run) => [run.id, run]));
  expect(byId(other.runs)).toEqual(byId(one.runs));
  expect(one.runs).toHaveLength(runCount(study));
  expect(linesOf(file)).toHaveLength(runCount(study));
  expect(readRuns(file).complaints).toEqual([]);
  expect(one.reused.length + other.reused.length).toBe(runCount(study));
  expect(existsSync(`${file}.claims`)).toBe(false);
});

test('a run of another version of the code is no run of this one, and stays', async () => {
  const file = newFile();
  await runOn(file);
  const { config } = readRuns(file).runs.values().next().value!;
  const old = makeRun(config, 0.25, { environment: older });
  const mixed = newFile();
  appendRun(mixed, old);
  const { runs, reused } = await runOn(mixed);
  expect(reused).toEqual([]);
  expect(runs).toHaveLength(runCount(study));
  expect(runs).not.toContainEqual(old);
  expect(linesOf(mixed)[0]).toBe(JSON.stringify(old));
  expect(new ResultsFile(mixed).versions.map(([version, { size }]) => [version, size])).toEqual([
    [older.version, 1],
    [codeVersion(), runCount(study)],
  ]);
});

test('back at a version its runs are found again, whatever was added since', async () => {
  const file = newFile();
  const { runs } = await runOn(file);
  for (const { config } of runs) appendRun(file, makeRun(config, 0.25, { environment: older }));
  expect((await runOn(file)).reused).toHaveLength(runs.length);
});

import { setTimeout } from 'node:timers/promises';
import { fakeWorker } from '../fixtures/fake-worker.js';
import { makeConfig } from '../fixtures/make-run.js';
import { openPool, type Queue } from './pool.js';
import type { RunRecord } from './run-record.js';
import { WorkerProcess } from './worker-process.js';

const configs = [0, 1, 2, 3, 4].map((seed) => makeConfig({ seed, steps: 3 }));

async function computeAll(jobs: number, file?: URL, queue: Queue = configs) {
  const runs: RunRecord[] = [];
  const started: number[] = [];
  const pool = openPool({ command: 'test', jobs }, file && (() => new WorkerProcess(file)));
  try {
    await pool.compute(queue, { onStart: ({ seed }) => started.push(seed), onRun: (run) => runs.push(run) });
    return { runs, started };
  } finally {
    await pool.close();
  }
}

test('one job computes every run once, in order', async () => {
  const { runs, started } = await computeAll(1);
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(runs.map(({ config, status }) => [config.seed, status])).toEqual(started.map((seed) => [seed, 'ok']));
});

test('several workers share one queue, which may be made as it is asked for', async () => {
  const queue = async function* () {
    yield* configs;
  };
  const { runs, started } = await computeAll(3, fakeWorker("answer({ config, status: 'ok' })"), queue());
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(runs.map(({ config }) => config.seed).sort()).toEqual(started);
});

test('workers that cannot start are an error, not a wait without end', async () => {
  await expect(computeAll(2, fakeWorker('', 'process.exit(3)'))).rejects.toThrow('Worker exited unexpectedly');
});

test('a run in which its process dies is a failed run, which says how; the others go on', async () => {
  const file = fakeWorker(
    "if (config.seed % 2) process.kill(process.pid, 'SIGKILL'); else answer({ config, status: 'ok' })",
  );
  const { runs } = await computeAll(1, file);
  expect(runs.map(({ status }) => status)).toEqual(['ok', 'failed', 'ok', 'failed', 'ok']);
  expect(runs[1]).toMatchObject({ config: configs[1], reason: 'its process ended with signal SIGKILL' });
});

test('a worker that dies between two runs fails none', async () => {
  const file = fakeWorker("answer({ config, status: 'ok', reason: process.pid }); setTimeout(() => process.exit())");
  const runs: RunRecord[] = [];
  const pool = openPool({ command: 'test', jobs: 1 }, () => new WorkerProcess(file));
  const queue = async function* () {
    for (const config of configs) {
      yield config;
      while (isAlive(Number(runs.at(-1)!.reason))) await setTimeout(20);
    }
  };
  await pool.compute(queue(), { onStart() {}, onRun: (run) => runs.push(run) });
  await pool.close();
  expect(runs.map(({ status }) => status)).toEqual(configs.map(() => 'ok'));
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('of what is in work when a pool closes nothing is told: it has not failed', async () => {
  const runs: RunRecord[] = [];
  const pool = openPool({ command: 'test', jobs: 1 }, () => new WorkerProcess(fakeWorker('/* no answer */')));
  await new Promise<void>((started) => {
    pool.compute(configs, { onStart: () => started(), onRun: (run) => runs.push(run) }).catch(() => {});
  });
  await pool.close();
  expect(runs).toEqual([]);
});

import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fakeWorker } from '../fixtures/fake-worker.js';
import { makeConfig } from '../fixtures/make-run.js';
import { openPool, type Queue } from './pool.js';
import type { RunRecord } from './run-record.js';
import { type Limits, WorkerProcess } from './worker-process.js';

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

describe('limits', () => {
  const within = async (file: URL, limits: Limits, count = 3) => {
    const runs: RunRecord[] = [];
    const pool = openPool({ command: 'test', jobs: 1 }, () => new WorkerProcess(file, limits));
    await pool.compute(configs.slice(0, count), { onStart() {}, onRun: (run) => runs.push(run) });
    await pool.close();
    return runs;
  };

  test('a run that hangs, even in a loop, costs itself alone and says so', async () => {
    const file = fakeWorker("if (config.seed === 1) for (;;); answer({ config, status: 'ok' })");
    const runs = await within(file, { timeout: 0.5, memory: Number.POSITIVE_INFINITY });
    expect(runs.map(({ status }) => status)).toEqual(['ok', 'failed', 'ok']);
    expect(runs[1].reason).toBe('it took more than 0.5 s (--timeout)');
  });

  test('a process that has grown is started anew, and the run in which it did counts', async () => {
    const file = fakeWorker(
      "answer({ config, status: 'ok', reason: String(process.pid) }, config.seed === 1 ? 101 : 99)",
    );
    const runs = await within(file, { timeout: 60, memory: 100 });
    expect(runs.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    const [first, second, third] = runs.map(({ reason }) => reason);
    expect(second).toBe(first);
    expect(third).not.toBe(second);
    expect(isAlive(Number(first))).toBe(false);
  });

  (existsSync('/proc/self/status') ? test : test.skip)('a run that takes too much memory is ended', async () => {
    const hoard = 'globalThis.kept = []; setInterval(() => kept.push(new Uint8Array(2 ** 25).fill(1)), 10)';
    const file = fakeWorker(`if (config.seed === 1) { ${hoard} } else answer({ config, status: 'ok' })`);
    const runs = await within(file, { timeout: 60, memory: 150 });
    expect(runs.map(({ status }) => status)).toEqual(['ok', 'failed', 'ok']);
    expect(runs[1].reason).toBe('it took more than 300 MB of memory (twice --worker-memory)');
  });
});

import { openPool } from './pool.js';
import type { RunRecord } from './run-record.js';
import { makeConfig } from './test/make-run.js';

const configs = [0, 1, 2, 3, 4].map((seed) => makeConfig({ seed, steps: 3 }));

async function computeAll(jobs: number) {
  const runs: RunRecord[] = [];
  const started: number[] = [];
  const pool = openPool({ command: 'test', jobs });
  try {
    await pool.compute(configs, { onStart: ({ seed }) => started.push(seed), onRun: (run) => runs.push(run) });
    return { runs, started };
  } finally {
    await pool.close();
  }
}

test('one job computes every run once, in this process', async () => {
  const { runs, started } = await computeAll(1);
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(runs.map(({ config, status }) => [config.seed, status])).toEqual(started.map((seed) => [seed, 'ok']));
});

// Among these sources there is no worker.js, only worker.ts: so no worker can start.
test('workers that cannot start are an error, not a wait without end', async () => {
  const { write } = process.stderr;
  process.stderr.write = () => true; // the workers' own complaints
  try {
    await expect(computeAll(2)).rejects.toThrow('Worker exited unexpectedly');
  } finally {
    process.stderr.write = write;
  }
});

// What a queue costs: a study of formulas by four workers of a queue against `--jobs 2`, in turns:
//   node scripts/queue-throughput.mjs [rounds=5] [seeds=1000]
// Needs `pnpm run build`, redis-server and an idle machine. Times are those of the runs, from the first line that is stored to
// the last: what starting takes is left out. Fails where the queue is slower than 0.9 of
// `--jobs 2`, or a run costs 200 µs more.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRedis } from './redis-server.mjs';

const [rounds = 5, seeds = 1000] = process.argv.slice(2).map(Number);
const command = fileURLToPath(new URL('../packages/benchmarks/bin/optimizer-zoo.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'zoo-throughput-'));
const study = `-o sgd(learningRate=0.0001),adam -p rosenbrock,beale --steps 500 --tune none --seeds ${seeds}`.split(
  ' ',
);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function timed(name, ...more) {
  const out = path.join(folder, `${name}.jsonl`);
  const child = spawn(process.execPath, [command, 'run', ...study, ...more, '--out', out], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${name} ended with exit code ${code}.`);
  const runs = readFileSync(out, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const ends = runs.map(({ environment }) => Date.parse(environment.date)).sort((a, b) => a - b);
  // without the first and last twentieth: processes start and end one after the other
  const [from, to] = [Math.floor(ends.length / 20), Math.floor((ends.length * 19) / 20)];
  return (1000 * (to - from)) / (ends[to] - ends[from]);
}

/** Runs in a second, by four workers of a queue that nobody has used before. */
async function queued(round) {
  const redis = await startRedis();
  const files = path.join(folder, `workers-${round}`);
  const workers = Array.from({ length: 4 }, () =>
    spawn(process.execPath, [command, 'worker', '--queue', redis.url, '--jobs', '1', '--out', files], {
      stdio: ['ignore', 'ignore', 'pipe'],
    }),
  );
  try {
    await Promise.all(workers.map((worker) => once(worker.stderr, 'data')));
    return await timed(`queued-${round}`, '--queue', redis.url, '--workers', files);
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await redis.close();
  }
}

const ratios = [];
const overheads = [];
for (let round = 1; round <= rounds; round++) {
  const [here, there] = [await timed(`here-${round}`, '--jobs', '2'), await queued(round)];
  ratios.push(there / here);
  overheads.push(2e6 / there - 2e6 / here); // of two cores
  console.log(
    `round ${round}: ${here.toFixed(0)} runs/s by --jobs 2, ${there.toFixed(0)} by four workers: ${ratios.at(-1).toFixed(2)}, ${overheads.at(-1).toFixed(0)} µs more of a core for each run`,
  );
}
rmSync(folder, { recursive: true });
console.log(`median: ${median(ratios).toFixed(2)}, ${median(overheads).toFixed(0)} µs`);
if (median(ratios) < 0.9 || median(overheads) > 200) process.exitCode = 1;

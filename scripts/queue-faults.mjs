// Has a study computed by workers of a queue that are killed and frozen while Redis goes away, and checks that every run is
// there once, as one process computes it: node scripts/queue-faults.mjs [short]. Needs `pnpm run build` and redis-server.
// In full it takes some two minutes: a worker is frozen for longer than its lock lasts. `short` leaves that out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { canonicalJson } from '../packages/benchmarks/dist/study/canonical-json.js';
import { withoutTimes } from '../packages/benchmarks/dist/study/merge-runs.js';
import { startRedis } from './redis-server.mjs';
import { runsOf } from './stored-runs.mjs';

const isShort = process.argv[2] === 'short';
const command = fileURLToPath(new URL('../packages/benchmarks/bin/optimizer-zoo.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'zoo-queue-'));
const inFolder = (name) => path.join(folder, name);
const seeds = isShort ? 20 : 400;
const study = `-o sgd,adam -p quadratic,beale --backend cpu --steps 200 --tune 4 --seeds ${seeds}`.split(' ');

const children = [];
/** Starts the command; its end is told by `end`. */
function start(...args) {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  const end = once(child, 'exit').then(([code]) => ({ code, said }));
  children.push(child);
  return { child, end };
}

const workersFolder = inFolder('workers');
const workerFiles = () =>
  existsSync(workersFolder) ? readdirSync(workersFolder).map((name) => path.join(workersFolder, name)) : [];
const computed = () => workerFiles().reduce((sum, file) => sum + runsOf(file).length, 0);

async function until(count, producer) {
  while (computed() < count) {
    if (producer.child.exitCode !== null) fail(`The study ended early:\n${(await producer.end).said}`);
    await setTimeout(100);
  }
}

function fail(sentence) {
  throw new Error(`${sentence}\nThe files are in ${folder}.`);
}

const redis = await startRedis();
try {
  const startWorker = () => start('worker', '--queue', redis.url, '--jobs', '1', '--out', workersFolder);
  const workers = Array.from({ length: isShort ? 2 : 4 }, startWorker);
  const began = performance.now();
  const producer = start(
    'run',
    ...study,
    '--queue',
    redis.url,
    '--workers',
    workersFolder,
    '--out',
    inFolder('queued.jsonl'),
  );
  const total = 4 * (4 + seeds);

  await until(total * 0.2, producer);
  workers[0].child.kill('SIGKILL');
  if (!isShort) {
    await until(total * 0.3, producer);
    workers[1].child.kill('SIGSTOP');
    await setTimeout(25_000);
    workers[1].child.kill('SIGCONT');
  }
  await until(total * 0.5, producer);
  await redis.stop();
  await setTimeout(isShort ? 1000 : 10_000);
  await redis.start();
  if (isShort) workers.push(startWorker());

  const { code, said } = await producer.end;
  if (code !== 0) fail(`The study ended with exit code ${code}:\n${said}`);
  const seconds = Math.round((performance.now() - began) / 1000);
  for (const { child } of workers.slice(1)) child.kill('SIGTERM');
  for (const { end } of workers.slice(1))
    if ((await end).code !== 143) fail(`A worker ended otherwise:\n${(await end).said}`);

  const alone = start('run', ...study, '--jobs', '1', '--out', inFolder('alone.jsonl'));
  if ((await alone.end).code !== 0) fail('The study of one process failed.');
  const byId = (runs) => new Map(runs.map((run) => [run.id, canonicalJson(withoutTimes(run))]));
  const [runs, expected] = [runsOf(inFolder('queued.jsonl')), byId(runsOf(inFolder('alone.jsonl')))];
  const found = byId(runs);
  if (expected.size !== total) fail(`One process made ${expected.size} runs instead of ${total}.`);
  if (runs.length !== total || found.size !== total)
    fail(`There are ${runs.length} lines of ${found.size} runs instead of ${total}.`);
  for (const [id, run] of expected) if (found.get(id) !== run) fail(`Run ${id} differs.`);
  const twice = computed() - total;
  console.log(
    `${total} runs in ${seconds} s, each once in the result, equal to one process's; ${twice} were computed twice.`,
  );
  rmSync(folder, { recursive: true });
} finally {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await redis.close();
}

// What a queue costs: a study of formulas by four workers of a queue against `--jobs 2`, in turns:
//   node scripts/queue-throughput.mjs [rounds=5] [seeds=1000]
// Needs `pnpm run build`, redis-server, Linux, and for the rate an idle machine. The rate is that of the middle nine tenths of the
// runs; the processor time of a run is what a study takes more than one with a tenth of the seeds, all processes together. What
// starting takes is in neither. Fails where the rate is below 0.9 of that of `--jobs 2`, or a run costs 200 µs more.
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
const study = '-o sgd(learningRate=0.0001),adam -p rosenbrock,beale --steps 500 --tune none --seeds'.split(' ');
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Starts the command; `ended` gives its exit code. */
function start(...args) {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.resume();
  return { child, ended: once(child, 'exit').then(([code]) => code) };
}

/** Runs in a second of a study. */
async function rateOf(name, count, ...more) {
  const out = path.join(folder, `${name}-${count}.jsonl`);
  if ((await start('run', ...study, String(count), ...more, '--out', out).ended) !== 0)
    throw new Error(`${name} failed.`);
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
  const ends = lines.map((line) => Date.parse(JSON.parse(line).environment.date)).sort((a, b) => a - b);
  const [from, to] = [Math.floor(ends.length / 20), Math.floor((ends.length * 19) / 20)];
  return (1000 * (to - from)) / (ends[to] - ends[from]);
}

/** Seconds of processor time of all processes that have ended. */
function spentByChildren() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100; // a clock tick is a hundredth of a second
}

/** The rate, and the microseconds of a core that a run takes. */
async function measured(name, rate) {
  const spent = [spentByChildren()];
  await rate(`${name}-few`, seeds / 10);
  spent.push(spentByChildren());
  const runsInSecond = await rate(name, seeds);
  spent.push(spentByChildren());
  const more = spent[2] - spent[1] - (spent[1] - spent[0]);
  return { rate: runsInSecond, micros: (1e6 * more) / (4 * seeds * 0.9) };
}

const here = (name, count) => rateOf(name, count, '--jobs', '2');

/** By four workers of a queue that nobody has used before. */
async function queued(name, count) {
  const redis = await startRedis();
  const files = path.join(folder, `workers-${name}`);
  const workers = Array.from({ length: 4 }, () => start('worker', '--queue', redis.url, '--jobs', '1', '--out', files));
  try {
    await Promise.all(workers.map(({ child }) => once(child.stderr, 'data')));
    return await rateOf(name, count, '--queue', redis.url, '--workers', files);
  } finally {
    for (const { child } of workers) child.kill('SIGTERM');
    await Promise.all(workers.map(({ ended }) => ended));
    await redis.close();
  }
}

const ratios = [];
const costs = [];
for (let round = 1; round <= rounds; round++) {
  const [home, away] = [await measured(`here-${round}`, here), await measured(`queued-${round}`, queued)];
  ratios.push(away.rate / home.rate);
  costs.push(away.micros - home.micros);
  const text = ({ rate, micros }) => `${rate.toFixed(0)} runs/s and ${micros.toFixed(0)} µs of a core`;
  console.log(`round ${round}: ${text(home)} by --jobs 2, ${text(away)} by four workers`);
}
rmSync(folder, { recursive: true });
console.log(`median: ${median(ratios).toFixed(2)} of the rate, ${median(costs).toFixed(0)} µs more for each run`);
if (median(ratios) < 0.9 || median(costs) > 200) process.exitCode = 1;

// Kills a study (kill -9) at random times, as often as told, lets it end, and checks that nothing was lost but the runs in
// flight: node scripts/kill-study.mjs [kills=30] [seed=1]. Needs `pnpm run build`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { withoutTimes } from '../packages/benchmarks/dist/study/merge-runs.js';
import { runsOf } from './stored-runs.mjs';

const [kills = 30, seed = 1] = process.argv.slice(2).map(Number);
const command = fileURLToPath(new URL('../packages/benchmarks/bin/optimizer-zoo.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'zoo-kills-'));
// On a backend that takes its time, and the larger the more kills, so that they come while runs are computed.
const study = [
  ...[
    'run',
    '-o',
    'sgd,adam',
    '-p',
    'quadratic,beale',
    '--backend',
    'cpu',
    '--steps',
    '200',
    '--tune',
    '4',
    '--jobs',
    '2',
  ],
  '--seeds',
  String(kills),
];

const start = (out) => spawn(process.execPath, [command, ...study, '--out', out], { stdio: 'ignore' });
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const fail = (sentence) => {
  throw new Error(`${sentence} The files are in ${folder}.`);
};

/** Park and Miller 1988, so that a seed gives the same times again. */
let state = seed;
const random = () => {
  state = (state * 48271) % 2147483647;
  return state / 2147483647;
};

const sizeOf = (file) => (existsSync(file) ? statSync(file).size : 0);

/** Ends as soon as a file is larger than it was, or the process is over. */
async function growth(file, child) {
  const before = sizeOf(file);
  while (sizeOf(file) <= before && child.exitCode === null) await setTimeout(5);
}

const whole = path.join(folder, 'whole.jsonl');
const began = performance.now();
const undisturbed = start(whole);
const end = once(undisturbed, 'exit');
await growth(whole, undisturbed);
const startUp = performance.now() - began;
if ((await end)[0] !== 0) fail('The undisturbed study failed.');
const computing = performance.now() - began - startUp;

// Half of the kills come while it starts, or whenever; the others soon after it has stored a run.
const killed = path.join(folder, 'killed.jsonl');
const counts = [];
for (let kill = 0; kill < kills; kill++) {
  const before = textOf(killed);
  const child = start(killed);
  const exit = once(child, 'exit');
  if (random() < 0.5) await growth(killed, child);
  else await Promise.race([setTimeout(random() * startUp), exit]);
  await Promise.race([setTimeout((random() * 2 * computing) / kills), exit]);
  child.kill('SIGKILL');
  await exit;
  if (!textOf(killed).startsWith(before)) fail('What was stored was changed.');
  counts.push(runsOf(killed).length);
}
if ((await once(start(killed), 'exit'))[0] !== 0) fail('The study did not end after the kills.');

const byId = (runs) => new Map(runs.map((run) => [run.id, JSON.stringify(withoutTimes(run))]));
const [expected, found] = [byId(runsOf(whole)), byId(runsOf(killed))];
if (runsOf(killed).length !== found.size) fail('A stored run was computed again.');
if (found.size !== expected.size) fail(`There are ${found.size} runs instead of ${expected.size}.`);
for (const [id, run] of expected) if (found.get(id) !== run) fail(`Run ${id} differs.`);
if (existsSync(`${killed}.claims`)) fail('Claims were left behind.');
console.log(
  `${kills} kills, after them ${counts.join(', ')} of ${expected.size} runs were stored; at the end all, each once.`,
);
rmSync(folder, { recursive: true });

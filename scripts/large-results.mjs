// Makes a results file of as many stored runs as told, and measures what its report takes, on Linux:
// node scripts/large-results.mjs [runs=100000]. Needs `pnpm run build`; fails above 20 s of processor time or 1 GB.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { candidates } from '../packages/benchmarks/dist/candidates/candidates.js';
import { repeatCommand } from '../packages/benchmarks/dist/cli/commands/repeat-command.js';
import { codeVersion } from '../packages/benchmarks/dist/study/code-version.js';
import { runId } from '../packages/benchmarks/dist/study/run-config.js';
import { judgingRuns, trialRuns } from '../packages/benchmarks/dist/study/study.js';
import { suite } from '../packages/testbed/dist/index.js';

const [wanted = 100_000] = process.argv.slice(2).map(Number);
const [mostSeconds, mostMegabytes] = [20, 1000];
const folder = mkdtempSync(path.join(tmpdir(), 'zoo-large-'));
const file = path.join(folder, 'runs.jsonl');

const names = Object.keys(candidates).filter((name) => !candidates[name].needsSource);
const study = {
  optimizers: names.map((name) => ({ name, options: {} })),
  problems: suite.map(({ config }) => config),
  seeds: 10,
  budget: { steps: 500 },
  tune: 10,
  machines: ['cpu'],
};
const environment = {
  date: new Date(0).toISOString(),
  version: codeVersion(),
  node: process.version,
  tfjs: '4.22.0',
  backend: 'cpu',
  platform: 'test',
  cpu: 'test',
};
const info = { command: repeatCommand(study), jobs: 2 };
const points = Array.from({ length: 110 }, (_, index) => (index < 10 ? index : (index - 9) * 5));

/** A run that falls in some other way for each. */
function lineOf(config, number) {
  const rate = 0.001 * (1 + (number % 97));
  const at = (step) => Number((24.2 * Math.exp(-rate * step) + 1e-3 * (number % 13)).toPrecision(9));
  const column = (factor) => points.map((step) => step * factor);
  return JSON.stringify({
    id: runId(config),
    config,
    status: 'ok',
    curve: points.map((step) => [step, at(step)]),
    spent: { losses: column(1), gradients: column(1), products: column(0), seconds: column(1e-4) },
    ...('name' in config.problem && config.problem.name === 'rosenbrock'
      ? { trajectory: points.map((step) => [at(step), -at(step)]) }
      : {}),
    timing: { firstStep: 0.01, otherSteps: 0.1, steps: 500 },
    environment,
    study: info,
  });
}

const descriptor = openSync(file, 'w');
const trials = trialRuns(study);
const stored = new Map(trials.map((config) => [runId(config), { config, status: 'ok', curve: [[0, 1]] }]));
const all = [...trials, ...judgingRuns(study, stored)].slice(0, wanted);
for (const [number, config] of all.entries()) writeSync(descriptor, `${lineOf(config, number)}\n`);
closeSync(descriptor);
console.log(`${all.length} runs, ${Math.round(statSync(file).size / 1e6)} MB`);

const command = fileURLToPath(new URL('../packages/benchmarks/bin/optimizer-zoo.js', import.meta.url));
const child = spawn(process.execPath, [command, 'report', file], { stdio: ['ignore', 'ignore', 'inherit'] });
const exit = once(child, 'exit');
let [megabytes, seconds, isOver] = [0, 0, false];
exit.then(() => {
  isOver = true;
});
while (!isOver) {
  megabytes = Math.max(megabytes, residentMegabytes(child.pid));
  seconds = Math.max(seconds, processorSeconds(child.pid));
  await Promise.race([exit, setTimeout(50)]);
}
const page = path.join(folder, 'runs-report.html');
console.log(
  `report: ${seconds.toFixed(1)} s of processor time, ${Math.round(megabytes)} MB of memory, a page of ${(statSync(page).size / 1e6).toFixed(1)} MB`,
);
if (process.env.KEEP) console.log(page);
else rmSync(folder, { recursive: true });
process.exitCode = seconds > mostSeconds || megabytes > mostMegabytes ? 1 : 0;

function residentMegabytes(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function processorSeconds(pid) {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(') ')[1]
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return (user + system) / 100; // a clock tick is a hundredth of a second
  } catch {
    return 0;
  }
}

// Stored runs as a study of many optimizers and problems leaves them, made up, as many as told.
import { closeSync, openSync, writeSync } from 'node:fs';
import { candidates } from '../../packages/benchmarks/dist/candidates/candidates.js';
import { repeatCommand } from '../../packages/benchmarks/dist/cli/commands/repeat-command.js';
import { codeVersion } from '../../packages/benchmarks/dist/study/code-version.js';
import { runId } from '../../packages/benchmarks/dist/study/run-config.js';
import { judgingRuns, trialRuns } from '../../packages/benchmarks/dist/study/study.js';
import { suite } from '../../packages/testbed/dist/index.js';

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

/** Writes so many lines, with as many seeds as that takes, ten at least. */
export function writeRuns(file, wanted) {
  const descriptor = openSync(file, 'w');
  const trials = trialRuns(study);
  const stored = new Map(trials.map((config) => [runId(config), { config, status: 'ok', curve: [[0, 1]] }]));
  const seeds = Math.max(study.seeds, Math.ceil((study.tune * (wanted - trials.length)) / trials.length));
  const all = [...trials, ...judgingRuns({ ...study, seeds }, stored)].slice(0, wanted);
  for (const [number, config] of all.entries()) writeSync(descriptor, `${lineOf(config, number)}\n`);
  closeSync(descriptor);
  return all.length;
}

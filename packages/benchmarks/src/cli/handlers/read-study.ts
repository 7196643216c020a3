import { availableParallelism } from 'node:os';
import { type ProblemConfig, problemFrom } from '@optimizer-zoo/testbed';
import { type OptimizerConfig, readOptimizerTerms } from '../../candidates/optimizer-term.js';
import { parseProblem } from '../../candidates/problem-spec.js';
import { canonicalJson } from '../../study/run-config.js';
import type { Study } from '../../study/study.js';
import { tuningSizes } from '../../study/tuning.js';
import { type Given, single, wholeNumber } from '../commands/given.js';
import { defaultProblems } from '../commands/study-options.js';
import { InputError, readInput } from '../input-error.js';

const mostTrials = 1000;

/** Reads everything of a study but the backend, which has to be tried. */
export function readStudy(given: Given): Omit<Study, 'backend'> {
  return {
    optimizers: readOptimizers(given),
    problems: readProblems(given),
    seeds: wholeNumber('seeds', given, 1000),
    budget: { steps: wholeNumber('steps', given, 10_000_000) },
    tune: readTune(given),
  };
}

/** A number of settings, or the name of one. */
function readTune(given: Given): number {
  const value = single('tune', given) ?? '';
  if (Object.hasOwn(tuningSizes, value)) return tuningSizes[value as keyof typeof tuningSizes];
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= 1 && number <= mostTrials) return number;
  throw new InputError(
    `--tune is '${value}', but must be ${Object.keys(tuningSizes).join(', ')}, or a number of settings from 1 to ${mostTrials}.`,
  );
}

export const readJobs = (given: Given): number =>
  given.jobs === undefined ? availableParallelism() : wholeNumber('jobs', given, 256);

export function readOptimizers(given: Given): OptimizerConfig[] {
  const configs = [given.optimizer].flat().flatMap((value) => readOptimizerTerms(String(value)));
  const byConfig = new Map(configs.map((config) => [canonicalJson(config), config]));
  return [...byConfig.values()];
}

export function readProblems(given: Given): ProblemConfig[] {
  const names = given.problem === undefined ? [] : [given.problem].flat().flatMap((value) => String(value).split(','));
  const named = names.map((name) => parseProblem(name.trim()));
  const own = readExpression(given);
  const asked = own ? [...named, own] : named;
  const problems = asked.length > 0 ? asked : defaultProblems.map(parseProblem);
  return [...new Map(problems.map((config) => [canonicalJson(config), config])).values()];
}

function readExpression(given: Given): ProblemConfig | undefined {
  const [expression, startText] = [single('expr', given), single('start', given)];
  if (expression === undefined && startText === undefined) return undefined;
  if (expression === undefined) throw new InputError(`--start ${startText} belongs to --expr, which is missing.`);
  if (startText === undefined) throw new InputError(`--expr ${expression} needs --start, such as --start -1.2,1.`);
  const start = startText.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (!start.every(Number.isFinite)) {
    throw new InputError(`--start is '${startText}', but must be numbers separated by commas, such as -1.2,1.`);
  }
  return readInput('--expr', () => problemFrom({ expression, start }).config);
}

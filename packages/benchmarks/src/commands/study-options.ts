import { availableParallelism } from 'node:os';
import { introduction, type ProblemConfig, problemFrom } from '@optimizer-zoo/testbed';
import type { Options } from 'yargs';
import { InputError, readInput } from '../input-error.js';
import { type OptimizerConfig, parseSpec, splitSpecs } from '../optimizer-spec.js';
import { backendNames, defaultBackend } from '../pick-backend.js';
import { parseProblem } from '../problem-spec.js';
import { canonicalJson } from '../run-config.js';
import type { Study } from '../study.js';

/** Where a command differs from the others: its defaults. */
export type StudyDefaults = Readonly<Record<'optimizer' | 'seeds' | 'steps' | 'tune', string>>;

/** Values as yargs hands them over: text, or a list of texts where an option was given several times. */
export type Given = Readonly<Record<string, unknown>>;

const text = { type: 'string', nargs: 1, requiresArg: true } as const;

/** No `default`, so that it can be told whether one was asked for. */
export const backendOption = {
  ...text,
  defaultDescription: defaultBackend,
  describe: `tfjs backend: ${backendNames.join(', ')}`,
} as const;

/** The options of `run` and `race`. */
export const studyOptions = (defaults: StudyDefaults) =>
  ({
    optimizer: {
      ...text,
      alias: 'o',
      default: defaults.optimizer,
      describe: 'optimizers, as adam or adam:beta1=0.8,learningRate=0.01; repeat, or separate by commas',
    },
    problem: {
      ...text,
      alias: 'p',
      defaultDescription: `${introduction.map(({ name }) => name).join(', ')}, or only --expr`,
      describe: 'problems of `list problems`; repeat, or separate by commas',
    },
    expr: { ...text, describe: 'a problem of your own: an expression in x and y (or other letters)' },
    start: { ...text, describe: 'where --expr starts, one number for each variable: -1.2,1' },
    seeds: { ...text, default: defaults.seeds, describe: 'number of seeds' },
    steps: { ...text, default: defaults.steps, describe: 'steps of each run' },
    tune: {
      ...text,
      default: defaults.tune,
      describe: 'step sizes tried for each optimizer on each problem, around its own; 1: as it stands',
    },
    backend: backendOption,
    jobs: { ...text, defaultDescription: 'number of cores', describe: 'runs at a time; 1 for comparable times' },
    out: { ...text, default: 'results/runs.jsonl', describe: 'results file; runs found there are not computed again' },
    html: { ...text, defaultDescription: 'beside --out', describe: 'where the report goes' },
  }) satisfies Record<string, Options>;

export const studyOptionNames = Object.keys(studyOptions({ optimizer: '', seeds: '', steps: '', tune: '' }));

/** Reads everything of a study but the backend, which has to be tried. */
export function readStudy(given: Given): Omit<Study, 'backend'> {
  return {
    optimizers: readOptimizers(given),
    problems: readProblems(given),
    seeds: wholeNumber('seeds', given, 1000),
    steps: wholeNumber('steps', given, 10_000_000),
    tune: wholeNumber('tune', given, 100),
  };
}

export const readJobs = (given: Given): number =>
  given.jobs === undefined ? availableParallelism() : wholeNumber('jobs', given, 256);

/** The text of an option that can be given once. */
export function single(option: string, given: Given): string | undefined {
  const value = given[option];
  if (Array.isArray(value)) throw new InputError(`--${option} is given ${value.length} times, but must be given once.`);
  if (value === '') throw new InputError(`--${option} is empty.`);
  return value as string | undefined;
}

export function readOptimizers(given: Given): OptimizerConfig[] {
  const specs = [given.optimizer].flat().flatMap((value) => splitSpecs(String(value)));
  const byConfig = new Map(specs.map(parseSpec).map((config) => [canonicalJson(config), config]));
  return [...byConfig.values()];
}

export function readProblems(given: Given): ProblemConfig[] {
  const names = given.problem === undefined ? [] : [given.problem].flat().flatMap((value) => String(value).split(','));
  const named = names.map((name) => parseProblem(name.trim()));
  const own = readExpression(given);
  const asked = own ? [...named, own] : named;
  const problems = asked.length > 0 ? asked : introduction.map(({ config }) => config);
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

/** The value of an option that must be a whole number. */
export function wholeNumber(option: string, given: Given, largest: number): number {
  const value = single(option, given) ?? '';
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= 1 && number <= largest) return number;
  throw new InputError(`--${option} is '${value}', but must be a whole number from 1 to ${largest}.`);
}

/** The value of an option that must be one of a few words. */
export function oneOf<const Word extends string>(option: string, given: Given, words: readonly Word[]): Word {
  const value = single(option, given);
  const word = words.find((one) => one === value);
  if (word !== undefined) return word;
  throw new InputError(`--${option} is '${value}', but must be one of ${words.join(', ')}.`);
}

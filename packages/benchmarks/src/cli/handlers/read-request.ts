import { availableParallelism } from 'node:os';
import type { Shard } from '../../study/study.js';
import { limits } from '../../study/study-file.js';
import { budgetOption, readBudget } from '../commands/budget-option.js';
import { type Given, single, wholeNumber } from '../commands/given.js';
import { InputError } from '../input-error.js';
import { readConfigFile } from './read-config-file.js';
import { readInstruments, readOptimizers, readProblems, readTune } from './read-study.js';
import type { StudyRequest } from './study-request.js';

/**
 * Above this a worker is started anew: twice what one of the largest problems takes, and with as many workers as cores
 * still little beside the memory of a machine that has these.
 */
const workerMemory = 1000;

/** Longer than any run of the suite at its default budget, by far. */
const timeout = 3600;

/** A command's own defaults, then a study file, then what stands on the command line. */
export async function readRequest(defaults: Given, given: Given): Promise<StudyRequest> {
  const file = single('config', given);
  const inCommon = { jobs: availableParallelism(), timeout, workerMemory };
  return {
    ...inCommon,
    ...(fromCommandLine(defaults) as Omit<StudyRequest, keyof typeof inCommon>),
    ...(file === undefined ? {} : await readConfigFile(file)),
    ...fromCommandLine(given),
  };
}

/** What is given there, and nothing else. */
function fromCommandLine(given: Given): Partial<StudyRequest> {
  const ofProblems = ['problem', 'game', 'expr', 'start'].find((option) => given[option] !== undefined) ?? 'problem';
  const readers: { readonly [Key in keyof StudyRequest]: readonly [option: string, read: () => StudyRequest[Key]] } = {
    optimizers: ['optimizer', () => readOptimizers(given)],
    problems: [ofProblems, () => readProblems(given)],
    seeds: ['seeds', () => wholeNumber('seeds', given, limits.seeds)],
    budget: [budgetOption(given), () => readBudget(given)],
    tune: ['tune', () => readTune(given)],
    backend: ['backend', () => single('backend', given)],
    instruments: ['instruments', () => readInstruments(given)],
    shard: ['shard', () => readShard(given)],
    jobs: ['jobs', () => wholeNumber('jobs', given, limits.jobs)],
    timeout: ['timeout', () => readSeconds('timeout', given)],
    workerMemory: ['worker-memory', () => wholeNumber('worker-memory', given, limits.memory)],
    out: ['out', () => single('out', given)!],
    html: ['html', () => single('html', given)],
  };
  const present = Object.entries(readers).filter(([, [option]]) => given[option] !== undefined);
  return Object.fromEntries(present.map(([key, [, read]]) => [key, read()]));
}

/** The value of an option that must be a number of seconds. */
export function readSeconds(option: string, given: Given): number {
  const value = single(option, given)!;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (seconds > 0 && seconds <= limits.timeout) return seconds;
  throw new InputError(`--${option} is '${value}', but must be a number of seconds above 0, up to ${limits.timeout}.`);
}

function readShard(given: Given): Shard {
  const value = single('shard', given)!;
  const [index = 0, count = 0] = /^(\d+)\/(\d+)$/.exec(value)?.slice(1).map(Number) ?? [];
  if (index >= 1 && index <= count && count <= limits.shards) return { index, count };
  throw new InputError(`--shard is '${value}', but must be a part of a number of parts up to ${limits.shards}: 1/3.`);
}

import { type ProblemConfig, startAt } from '@optimizer-zoo/testbed';
import { type OptimizerConfig, readOptimizerTerms } from '../../candidates/optimizer-term.js';
import { parseGame, parseProblem } from '../../candidates/problem-spec.js';
import { problemFrom } from '../../real-data/problems.js';
import { type InstrumentName, instrumentNames } from '../../run/instrument-names.js';
import { canonicalJson } from '../../study/canonical-json.js';
import { limits } from '../../study/study-file.js';
import { tuningSizes } from '../../study/tuning.js';
import { type Given, single } from '../commands/given.js';
import { InputError, readInput } from '../input-error.js';

/** A number of settings, or the name of one. */
export function readTune(given: Given): number {
  const value = single('tune', given) ?? '';
  if (Object.hasOwn(tuningSizes, value)) return tuningSizes[value as keyof typeof tuningSizes];
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= 1 && number <= limits.tune) return number;
  throw new InputError(
    `--tune is '${value}', but must be ${Object.keys(tuningSizes).join(', ')}, or a number of settings from 1 to ${limits.tune}.`,
  );
}

/** Names of instruments in their own order, or all of them. */
export function readInstruments(given: Given): InstrumentName[] {
  const words = namesIn(given.instruments);
  const wrong = words.find((word) => word !== 'all' && !instrumentNames.some((name) => name === word));
  if (wrong !== undefined)
    throw new InputError(`--instruments is '${wrong}', but must be some of ${instrumentNames.join(', ')}, or all.`);
  return instrumentNames.filter((name) => words.includes(name) || words.includes('all'));
}

export function readOptimizers(given: Given): OptimizerConfig[] {
  const configs = [given.optimizer].flat().flatMap((value) => readOptimizerTerms(String(value)));
  return uniqueConfigs(configs);
}

/** Each of them once. */
export const uniqueConfigs = <Config>(configs: readonly Config[]): Config[] => [
  ...new Map(configs.map((config) => [canonicalJson(config), config])).values(),
];

export function readProblems(given: Given): ProblemConfig[] {
  const [named, start] = [namesIn(given.problem).map(parseProblem), readStart(given)];
  const games = namesIn(given.game).map(parseGame);
  const expression = single('expr', given);
  if (expression !== undefined) return uniqueConfigs([...named, ...games, own(expression, start)]);
  if (!start) return uniqueConfigs([...named, ...games]);
  if (named.length !== 1 || games.length > 0) {
    throw new InputError(`--start ${start.join(',')} belongs to --expr, or to one --problem alone.`);
  }
  return [readInput('--start', () => startAt(problemFrom(named[0]), start).config)];
}

const namesIn = (given: unknown): string[] =>
  given === undefined
    ? []
    : [given].flat().flatMap((value) =>
        String(value)
          .split(',')
          .map((name) => name.trim()),
      );

function own(expression: string, start: readonly number[] | undefined): ProblemConfig {
  if (!start) throw new InputError(`--expr ${expression} needs --start, such as --start -1.2,1.`);
  return readInput('--expr', () => problemFrom({ expression, start }).config);
}

function readStart(given: Given): readonly number[] | undefined {
  const text = single('start', given);
  const start = text?.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (start?.every(Number.isFinite) !== false) return start;
  throw new InputError(`--start is '${text}', but must be numbers separated by commas, such as -1.2,1.`);
}

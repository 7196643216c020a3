import type { ProblemConfig } from '@optimizer-zoo/testbed';
import { parseTerms } from '../candidates/parse-terms.js';
import { formatTerm, type Term } from '../candidates/term.js';
import {
  bounds,
  charts,
  type Frame,
  fairnesses,
  firstRace,
  functionOf,
  type Race,
  rankings,
  startedAt,
} from './race.js';

/** What an address asks for, and what of it could not be read, in sentences. */
export interface ReadRace {
  readonly race: Race;
  readonly faults: readonly string[];
}

/** The words behind # that ask for a race; what is as in the first race is left out. */
export function writeRace({ problem, optimizers, steps, seed, fairness, view }: Race): string {
  const words = new URLSearchParams();
  const set = (name: string, value: string | number, first: string | number) => {
    if (value !== first) words.set(name, String(value));
  };
  const { start, ...landscape } = partsOf(problem);
  if (landscape.f !== undefined) words.set('f', landscape.f);
  if (landscape.problem !== undefined) set('problem', landscape.problem, firstProblem);
  if (start) words.set('start', start.join());
  const texts = optimizers.map(formatTerm);
  if (texts.join() !== firstRace.optimizers.map(formatTerm).join()) for (const text of texts) words.append('o', text);
  set('steps', steps, firstRace.steps);
  set('seed', seed, firstRace.seed);
  set('fair', fairness, firstRace.fairness);
  set('chart', view.chart, firstRace.view.chart);
  set('rank', view.ranking, firstRace.view.ranking);
  set('target', view.target, firstRace.view.target);
  if (view.frame) words.set('frame', view.frame.join());
  return words.toString();
}

interface Parts {
  readonly problem?: string;
  readonly f?: string;
  readonly start?: readonly number[];
}

function partsOf(problem: ProblemConfig): Parts {
  if ('expression' in problem) return { f: problem.expression, start: problem.start };
  const of = functionOf(problem);
  if (!('name' in of)) throw new Error('a race is on a named problem or an expression');
  return {
    problem: of.name,
    ...(of !== problem && 'transform' in problem && { start: problem.options.at as number[] }),
  };
}

const firstProblem = partsOf(firstRace.problem).problem ?? '';

/** Reads what an address says. What cannot be is left as in the first race, and told. */
export function readRace(hash: string): ReadRace {
  const words = new URLSearchParams(hash.replace(/^#/, '').slice(0, 20_000));
  const faults: string[] = [];
  const read = <T>(name: string, first: T, reader: (text: string) => T): T => {
    const text = words.get(name);
    if (text === null) return first;
    try {
      return reader(text);
    } catch (error) {
      faults.push((error as Error).message);
      return first;
    }
  };
  const { view } = firstRace;
  const race: Race = {
    problem: read(words.has('f') ? 'f' : words.has('problem') ? 'problem' : 'start', firstRace.problem, () =>
      readProblem(words),
    ),
    optimizers: read('o', firstRace.optimizers, () => readOptimizers(words.getAll('o'))),
    steps: read('steps', firstRace.steps, whole('steps', 1, bounds.steps)),
    seed: read('seed', firstRace.seed, whole('seed', 0, bounds.seed)),
    fairness: read('fair', firstRace.fairness, among('fair', fairnesses)),
    view: {
      chart: read('chart', view.chart, among('chart', charts)),
      ranking: read('rank', view.ranking, among('rank', rankings)),
      target: read('target', view.target, whole('target', 1, 15)),
      ...framed(read<Frame | undefined>('frame', undefined, readFrame)),
    },
  };
  return { race, faults };
}

const framed = (frame: Frame | undefined) => (frame ? { frame } : {});

function readProblem(words: URLSearchParams): ProblemConfig {
  const [expression, name, startText] = ['f', 'problem', 'start'].map((word) => words.get(word));
  const start = startText ? numbers('start', startText, 2) : undefined;
  if (expression) {
    if (expression.length > bounds.expressionLength) {
      throw new Error(`f has ${expression.length} characters, but at most ${bounds.expressionLength} are allowed.`);
    }
    return { expression, start: start ?? [1, 1] };
  }
  const named = name ? { name: readName(name) } : firstRace.problem;
  return start ? startedAt(named, start) : named;
}

function readName(name: string): string {
  if (/^[A-Za-z]\w{0,60}$/.test(name)) return name;
  throw new Error(`problem is '${name.slice(0, 60)}', but must be a name of letters and digits.`);
}

function readOptimizers(texts: readonly string[]): Term[] {
  const long = texts.find(({ length }) => length > bounds.termLength);
  if (long) throw new Error(`o has ${long.length} characters, but at most ${bounds.termLength} are allowed.`);
  const terms = texts.flatMap((text) => parseTerms('o', text));
  if (terms.length <= bounds.optimizers) return terms;
  throw new Error(`o names ${terms.length} optimizers, but at most ${bounds.optimizers} can race.`);
}

function readFrame(text: string): Frame {
  const [left, right, bottom, top] = numbers('frame', text, 4);
  if (left < right && bottom < top) return [left, right, bottom, top];
  throw new Error(`frame is ${text}, but must be left, right, bottom and top, each pair rising.`);
}

function numbers(name: string, text: string, count: number): number[] {
  const found = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (found.length === count && found.every(Number.isFinite)) return found;
  throw new Error(`${name} is '${text.slice(0, 60)}', but must be ${count} numbers separated by commas.`);
}

const whole = (name: string, low: number, high: number) => (text: string) => {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new Error(`${name} is '${text.slice(0, 60)}', but must be a whole number from ${low} to ${high}.`);
};

const among =
  <Word extends string>(name: string, known: readonly Word[]) =>
  (text: string): Word => {
    const word = known.find((one) => one === text);
    if (word) return word;
    throw new Error(`${name} is '${text.slice(0, 60)}', but must be one of ${known.join(', ')}.`);
  };

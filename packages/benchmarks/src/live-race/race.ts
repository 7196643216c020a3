import type { ProblemConfig } from '@optimizer-zoo/testbed';
import type { Term } from '../candidates/term.js';

/** What settings are raced with: the defaults, those tuned with an equal budget, or as they were asked for. */
export const fairnesses = ['defaults', 'tuned', 'yours'] as const;
export type Fairness = (typeof fairnesses)[number];

/** What is drawn beside the landscape. */
export const charts = ['loss', 'distance', 'learningRate', 'stepSize'] as const;
export type ChartName = (typeof charts)[number];

/** What the board is ranked by. */
export const rankings = ['value', 'distance', 'steps', 'gradients'] as const;
export type Ranking = (typeof rankings)[number];

/** The rectangle of the plane that is shown in full. */
export type Frame = readonly [left: number, right: number, bottom: number, top: number];

/** How a race is looked at. */
export interface View {
  readonly chart: ChartName;
  readonly ranking: Ranking;
  /** Which share of the way from the start down to the minimum may be left at the target: the exponent of ten. */
  readonly target: number;
  /** Undefined for the landscape's own. */
  readonly frame?: Frame;
}

/** A race as data: what stands in the address, and decides all that is seen. */
export interface Race {
  /** A function of two variables; where it starts is a part of it. */
  readonly problem: ProblemConfig;
  readonly optimizers: readonly Term[];
  readonly steps: number;
  readonly seed: number;
  readonly fairness: Fairness;
  readonly view: View;
}

/** What an address may ask for at most. */
export const bounds = { optimizers: 12, steps: 5000, seed: 999_999, termLength: 500, expressionLength: 500 } as const;

/** Settings tried for each optimizer where it is tuned. */
export const trialCount = 30;

const named = (name: string): Term => ({ name, options: {} });

/** What the page opens with. */
export const firstRace: Race = {
  problem: { name: 'rosenbrock' },
  optimizers: ['sgd', 'momentum', 'adam', 'ademamix', 'nagGs', 'lbfgs'].map(named),
  steps: 300,
  seed: 0,
  fairness: 'tuned',
  view: { chart: 'loss', ranking: 'value', target: 6 },
};

/** The same function from another start. */
export function startedAt(problem: ProblemConfig, at: readonly number[]): ProblemConfig {
  if ('expression' in problem) return { ...problem, start: at };
  const of = functionOf(problem);
  return { transform: 'startAt', options: { at }, of };
}

/** The problem without a start of its own. */
export const functionOf = (problem: ProblemConfig): ProblemConfig =>
  'transform' in problem && problem.transform === 'startAt' ? problem.of : problem;

/** What tells landscapes apart: the function, wherever it starts. */
export const landscapeKey = (problem: ProblemConfig): string =>
  'expression' in problem ? problem.expression : JSON.stringify(functionOf(problem));

import type { Offer, Problem, ProblemConfig } from '@optimizer-zoo/testbed';
import { plainArrays } from '../backends/backend-names.js';
import { createFloat64 } from '../candidates/float64-term.js';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { problemLabel } from '../candidates/problem-label.js';
import { formatTerm } from '../candidates/term.js';
import { problemFrom } from '../real-data/problems.js';
import { needsOf } from './needs.js';

/** An optimizer and what it is to run on. */
export interface Pair {
  readonly optimizer: OptimizerConfig;
  readonly problem: ProblemConfig;
}

/** How a problem is called, and what it gives an optimizer to look at. */
type Offering = Pick<Problem, 'name' | 'offers'>;

/** Optimizers, each on each of the problems. */
interface Pairs {
  readonly optimizers: readonly OptimizerConfig[];
  readonly problems: readonly ProblemConfig[];
  readonly machines: readonly string[];
}

const words: Readonly<Record<Offer, string>> = {
  loss: 'a loss',
  float64: 'its objective in float64',
  outputs: "a model's outputs with a loss that is convex in them",
  residuals: 'residuals, of which it is the sum of squares',
  labels: "labels drawn from a model's predictions",
  finiteSum: 'a finite sum',
  constraints: 'constraints',
  heldOut: 'held-out data',
  players: 'two players',
};

/** Why an optimizer cannot run on a problem; undefined where it can. */
export const misfit = ({ optimizer, problem }: Pair): string | undefined => misfitWith(optimizer, offeringOf(problem));

/** The same on one machine. */
export const misfitOn = (machine: string, { optimizer, problem }: Pair): string | undefined =>
  misfitWith(optimizer, offeringOf(problem), machine);

/** The same with a problem that no config names; of any machine, unless one is given. */
export function misfitWith(optimizer: OptimizerConfig, problem: Offering, machine?: string): string | undefined {
  const lacking = (needs: readonly Offer[]) => needs.filter((need) => !problem.offers.includes(need));
  const needs = needsOf(optimizer);
  const missing = lacking(needs);
  if (missing.length > 0) return sentence(optimizer, problem, missing);
  if (machine !== plainArrays) {
    if (machine === undefined || !needs.includes('float64')) return undefined;
    return `${formatTerm(optimizer)} is a method of plain arrays: it runs on the machine ${plainArrays}, not on ${machine}.`;
  }
  if (lacking(['float64']).length > 0) return sentence(optimizer, problem, ['float64']);
  if (createFloat64(optimizer)) return undefined;
  return `${formatTerm(optimizer)} has no form in float64: it runs on tensors alone.`;
}

/** Of all pairs of a study: why those that do not fit are not run. */
export const misfitsOf = ({ optimizers, problems, machines }: Pairs): string[] =>
  problems.flatMap((problem) =>
    optimizers.flatMap((optimizer) => {
      const pair = { optimizer, problem };
      return misfitOn(machineFor(machines, pair), pair) ?? [];
    }),
  );

/** The first of these machines on which the optimizer can run on the problem; the last where there is none. */
export const machineFor = (machines: readonly string[], pair: Pair): string =>
  machines.find((machine) => !misfitOn(machine, pair)) ?? machines.at(-1)!;

const offeringOf = (problem: ProblemConfig): Offering => ({
  name: problemLabel(problem),
  offers: problemFrom(problem).offers,
});

const sentence = (optimizer: OptimizerConfig, { name, offers }: Offering, missing: readonly Offer[]): string =>
  `${formatTerm(optimizer)} needs ${listed(missing)}; ${name} offers ${listed(offers)}.`;

const listed = (offers: readonly Offer[]) => new Intl.ListFormat('en').format(offers.map((offer) => words[offer]));

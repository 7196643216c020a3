import type { Offer, ProblemConfig } from '@optimizer-zoo/testbed';
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
export function misfit({ optimizer, problem }: Pair): string | undefined {
  const offers = offersOf(problem);
  const missing = needsOf(optimizer).filter((need) => !offers.includes(need));
  return missing.length > 0 ? sentence({ optimizer, problem }, missing, offers) : undefined;
}

/** The same on one machine. */
export function misfitOn(machine: string, pair: Pair): string | undefined {
  if (machine !== plainArrays) return misfit(pair);
  const why = misfit(pair);
  if (why) return why;
  if (!offersOf(pair.problem).includes('float64')) return sentence(pair, ['float64'], offersOf(pair.problem));
  if (createFloat64(pair.optimizer)) return undefined;
  return `${formatTerm(pair.optimizer)} has no form in float64: it runs on tensors alone.`;
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

const offersOf = (problem: ProblemConfig): readonly Offer[] => problemFrom(problem).offers;

const sentence = ({ optimizer, problem }: Pair, missing: readonly Offer[], offers: readonly Offer[]): string =>
  `${formatTerm(optimizer)} needs ${listed(missing)}; ${problemLabel(problem)} offers ${listed(offers)}.`;

const listed = (offers: readonly Offer[]) => new Intl.ListFormat('en').format(offers.map((offer) => words[offer]));

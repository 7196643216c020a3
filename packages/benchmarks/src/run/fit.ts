import type { ProblemConfig } from '@optimizer-zoo/testbed';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { problemLabel } from '../candidates/problem-label.js';
import { problemFrom } from '../real-data/problems.js';
import { misfitWith, type Offering } from './misfit.js';

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

/** Why an optimizer cannot run on a problem; undefined where it can. */
export const misfit = ({ optimizer, problem }: Pair): string | undefined => misfitWith(optimizer, offeringOf(problem));

/** The same on one machine. */
export const misfitOn = (machine: string, { optimizer, problem }: Pair): string | undefined =>
  misfitWith(optimizer, offeringOf(problem), machine);

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

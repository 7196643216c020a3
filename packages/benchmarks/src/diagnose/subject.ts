import type { Problem } from '@optimizer-zoo/testbed';
import { plainArrays } from '../backends/backend-names.js';
import { createFloat64 } from '../candidates/float64-term.js';
import { type OptimizerConfig, stepSizeAsked, withStepSize } from '../candidates/optimizer-term.js';
import { formatTerm } from '../candidates/term.js';
import { Float64Machine } from '../run/float64-machine.js';
import type { Machine } from '../run/machine.js';
import { misfitWith } from '../run/misfit.js';
import { needsOf } from '../run/needs.js';
import { TfjsMachine } from '../run/tfjs-machine.js';

/**
 * The step sizes that are tried, the same for all, as the problems without difficulties are of about one size. Those that often
 * suit come first, as the others are run only as long as the best so far.
 */
export const stepSizes = [0.1, 0.3, 1, 0.03, 3, 0.01, 10, 0.003, 0.001];

/** What is diagnosed. */
export interface Subject {
  readonly label: string;
  /** Undefined: as it was asked for. */
  readonly stepSizes: readonly (number | undefined)[];
  /** Why it cannot run there. */
  misfit(problem: Problem): string | undefined;
  machine(problem: Problem, stepSize: number | undefined): Machine;
}

/** An optimizer with one step size after the other, or with that which is spelt out; on plain arrays where it can. */
export function subjectOf(optimizer: OptimizerConfig): Subject {
  const isGiven = stepSizeAsked(optimizer) !== undefined;
  return {
    label: formatTerm(optimizer),
    stepSizes: isGiven ? [undefined] : stepSizes,
    misfit: (problem) => misfitWith(optimizer, problem),
    machine(problem, stepSize) {
      const setting = isGiven ? optimizer : withStepSize(optimizer, stepSize);
      if (misfitWith(setting, problem, plainArrays)) return new TfjsMachine(setting, problem.create(seed));
      return new Float64Machine(createFloat64(setting)!, needsOf(setting), problem, seed);
    },
  };
}

/** Runs begin at the standard start. */
const seed = 0;

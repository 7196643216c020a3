import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import type { RunConfig } from './run-config.js';
import { finalObjective, type RunRecord } from './run-record.js';

/** How many settings are tried for each optimizer on each problem, its own first, by name. */
export const tuningSizes = { none: 1, small: 10, large: 50 } as const;

/** Where settings are tried: a start and an order of the minibatches that nothing is judged on. Judging seeds are 0, 1, … */
export const tuningSeed = 1_000_000;

export const isTrial = ({ config }: { readonly config: RunConfig }): boolean => config.seed === tuningSeed;

/** The trial that ended lowest, of equals the first: so where all diverged the optimizer stays as it was asked for. */
export function bestTrial<Trial extends { readonly run: RunRecord }>(trials: readonly Trial[]): Trial {
  const ends = trials.map(({ run }) => finalObjective(run));
  const lowest = ends.reduce((a, b) => Math.min(a, b));
  return trials[ends.indexOf(lowest)];
}

/** A setting that was tried, and how that went. */
export interface Trial {
  readonly setting: OptimizerConfig;
  readonly run: RunRecord;
}

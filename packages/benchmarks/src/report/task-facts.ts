import type { Missing } from './entries.js';

/** What statistics know of a task: a problem under one budget. */
export interface TaskFacts {
  readonly label: string;
  /** Equal for one problem under several budgets. */
  readonly problemKey: string;
  /** The known minimum. */
  readonly minimum?: number;
  /** The optimizers of which no run finished, by label, and why. */
  readonly missing: ReadonlyMap<string, Missing>;
}

/** Of how many problems these are, each under one budget or several. */
export const problemCount = (tasks: readonly Pick<TaskFacts, 'problemKey'>[]): number =>
  new Set(tasks.map(({ problemKey }) => problemKey)).size;

import { type OverallIntervals, overallIntervals } from './overall-intervals.js';
import { type Looks, looksOf } from './palette.js';
import type { Score } from './scores.js';
import { type Standing, standingsOf } from './standings.js';
import type { TaskFacts } from './task-facts.js';

/** What is known over all tasks, in Node from runs, and on a page from its data. */
export interface Overview {
  readonly tasks: readonly TaskFacts[];
  readonly looks: Looks;
  readonly scores: readonly (readonly Score[])[];
  readonly standings: readonly Standing[];
  /** By label. */
  readonly overall: ReadonlyMap<string, OverallIntervals>;
}

/** Of these optimizers, drawn as one of `all`. */
export const overviewOf = (
  tasks: readonly TaskFacts[],
  scores: readonly (readonly Score[])[],
  labels: readonly string[],
  all: readonly string[] = labels,
): Overview => ({
  tasks,
  looks: looksOf(all),
  scores,
  standings: standingsOf(labels, tasks, scores),
  overall: overallIntervals(labels, tasks, scores),
});

import { budgetOf } from '../study/budget.js';
import { canonicalJson } from '../study/canonical-json.js';
import type { RunRecord } from '../study/run-record.js';
import { scoresOf } from './judged-scores.js';
import { type Task, tasksOf } from './tasks.js';
import { areEqual } from './ties.js';

/** How an optimizer ends on a problem in one file and in another: medians over seeds, Infinity where most diverged. */
export interface Comparison {
  readonly optimizer: string;
  readonly problem: string;
  readonly before: number;
  readonly after: number;
  readonly verdict: 'same' | 'lower' | 'higher';
}

export interface Compared {
  readonly both: readonly Comparison[];
  /** Optimizers and problems of which only one file has runs. */
  readonly onlyBefore: number;
  readonly onlyAfter: number;
}

/** Compares what both have: an optimizer as it was asked for, on one problem under one budget and backend. */
export function compareRuns(before: readonly RunRecord[], after: readonly RunRecord[]): Compared {
  const [first, second] = [finalsOf(before), finalsOf(after)];
  const both = [...first].flatMap(([key, { optimizer, problem, final }]) => {
    const other = second.get(key);
    if (!other) return [];
    const same = areEqual(final, other.final);
    const verdict = same ? ('same' as const) : other.final < final ? ('lower' as const) : ('higher' as const);
    return [{ optimizer, problem, before: final, after: other.final, verdict }];
  });
  return { both, onlyBefore: first.size - both.length, onlyAfter: second.size - both.length };
}

const finalsOf = (runs: readonly RunRecord[]) =>
  new Map(
    tasksOf(runs).flatMap((task) =>
      scoresOf(task).map(
        ({ label, final }) => [`${keyOf(task)} ${label}`, { optimizer: label, problem: task.label, final }] as const,
      ),
    ),
  );

const keyOf = ({ problem, budget, backend }: Task) => canonicalJson({ problem, budget: budgetOf(budget), backend });

import type { RunRecord } from '../study/run-record.js';
import type { Extent } from './chart.js';
import { measure } from './scores.js';
import { extentOf } from './statistics.js';
import type { Task } from './tasks.js';

/** From the lowest value to ten times the highest start: what lies above has exploded. */
export function measureDomain(task: Task, runs: readonly RunRecord[]): Extent {
  const curves = runs.map(({ curve }) => curve);
  const values = curves
    .flatMap((curve) => curve.map(([, objective]) => measure(task, objective)))
    .filter(Number.isFinite);
  const starts = curves.map((curve) => measure(task, curve[0]?.[1] ?? null)).filter(Number.isFinite);
  const [lowest, highest] = extentOf(values);
  const [, start] = extentOf(starts);
  if (!Number.isFinite(lowest)) return [0.1, 1];
  if (lowest <= 0) return [lowest, Math.max(lowest + 1e-9, Math.min(highest, start + (start - lowest)))];
  return [lowest, Math.max(lowest * 1.1, Math.min(highest, 10 * start))];
}

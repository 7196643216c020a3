import { finalObjective, type RunRecord } from '../study/run-record.js';
import type { Task } from './tasks.js';

/** What float32 can tell apart from this value. */
export const resolution = (value: number): number => Math.max(1e-12, Math.abs(value) * 2 ** -23);

/** The gap to the known minimum, or the objective itself where no minimum is known. */
export function measure({ known }: Pick<Task, 'known'>, objective: number | null): number {
  if (objective === null) return Number.POSITIVE_INFINITY;
  if (!known?.minimum) return objective;
  return Math.max(objective - known.minimum.value, resolution(known.minimum.value)); // below it optimizers are equals
}

/** What `measure` measures, in words. */
export const measureName = ({ known }: Pick<Task, 'known'>): string =>
  known?.minimum ? 'objective − minimum' : 'objective';

export const finalMeasure = (task: Task, run: RunRecord): number => measure(task, finalObjective(run));

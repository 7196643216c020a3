import type { TaskFacts } from './task-facts.js';

/** What float32 can tell apart from this value. */
export const resolution = (value: number): number => Math.max(1e-12, Math.abs(value) * 2 ** -23);

/** The gap to the known minimum, or the objective itself where no minimum is known. */
export function measure({ minimum }: Pick<TaskFacts, 'minimum'>, objective: number | null): number {
  if (objective === null) return Number.POSITIVE_INFINITY;
  if (minimum === undefined) return objective;
  return Math.max(objective - minimum, resolution(minimum)); // below it optimizers are equals
}

/** What `measure` measures, in words. */
export const measureName = ({ minimum }: Pick<TaskFacts, 'minimum'>): string =>
  minimum === undefined ? 'objective' : 'objective − minimum';

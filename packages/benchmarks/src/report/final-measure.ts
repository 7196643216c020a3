import { finalObjective, type RunRecord } from '../study/run-record.js';
import { measure } from './measure.js';
import type { TaskFacts } from './task-facts.js';

/** `measure` where a run ended; Infinity if it diverged. */
export const finalMeasure = (task: Pick<TaskFacts, 'minimum'>, run: RunRecord): number =>
  measure(task, finalObjective(run));

import { stepSizeOf } from '../candidates/optimizer-term.js';
import { finalObjective, type RunRecord } from './run-record.js';

/** The run that ended lowest; of equals, the one with the smaller step size. What tuning chooses. */
export const bestRun = (runs: readonly RunRecord[]): RunRecord =>
  runs.reduce((best, run) => {
    const [end, bestEnd] = [finalObjective(run), finalObjective(best)];
    if (end !== bestEnd) return end < bestEnd ? run : best;
    return stepSizeOf(run.config.optimizer) < stepSizeOf(best.config.optimizer) ? run : best;
  });

import { divergence } from '../study/divergence.js';
import type { RunRecord } from '../study/run-record.js';

/**
 * A run as it is judged now, as a results file may come from a version that let runs fall without bound. What lies
 * below every bound is no value of a curve.
 */
export function judgeRun(run: RunRecord, minimum?: number): RunRecord {
  if (run.status === 'failed' || run.status === 'not applicable') return run;
  const start = run.curve[0]?.[1] ?? Number.NaN;
  const at = run.curve.findIndex(([, objective]) => divergence(objective ?? Number.NaN, start, minimum));
  if (at < 0) return run;
  const [step, objective] = run.curve[at];
  const trouble = divergence(objective ?? Number.NaN, start, minimum);
  const hasFallen = objective !== null && objective < start;
  return {
    ...run,
    status: 'diverged',
    reason: run.status === 'diverged' ? run.reason : `the objective ${trouble} at step ${step}`,
    curve: hasFallen ? [...run.curve.slice(0, at), [step, null]] : run.curve,
  };
}

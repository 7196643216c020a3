import type { Progress } from '../cli/progress.js';
import { Claims } from './claims.js';
import type { Pool } from './pool.js';
import type { ResultsFile } from './results-file.js';
import type { StudyContext } from './study.js';
import { unclaimed } from './unclaimed.js';

/** Computes in a pool what a results file does not hold, and adds it; other processes may do the same with that file. */
export function openStudyContext(
  results: ResultsFile,
  pool: Pool,
  progress: Progress,
): StudyContext & { close(): void } {
  const claims = new Claims(results.file);
  return {
    stored: results.runs,
    onReused: progress.reused,
    compute: (configs, onRun) =>
      pool.compute(unclaimed(configs, results, claims, { onReused: progress.reused, onWaiting: progress.waiting }), {
        onStart: progress.start,
        onRun(run) {
          results.append(run);
          claims.release(run.id);
          progress.done(run);
          onRun(run);
        },
      }),
    close: () => claims.close(),
  };
}

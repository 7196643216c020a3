import { setTimeout } from 'node:timers/promises';
import type { Claims } from './claims.js';
import type { ResultsFile } from './results-file.js';
import { type RunConfig, runId } from './run-config.js';
import type { RunRecord } from './run-record.js';

/** Is told of runs that other processes have in work, or have done meanwhile. */
export interface OthersWatcher {
  onReused(run: RunRecord): void;
  /** How many runs are left that others have in work. */
  onWaiting(count: number): void;
}

/** Milliseconds between two looks at what others do. */
const patience = 500;

/**
 * The runs that are this process's to compute, each claimed as it is asked for; those that others have in work come last,
 * unless they are stored by then.
 */
export async function* unclaimed(
  configs: readonly RunConfig[],
  results: ResultsFile,
  claims: Claims,
  { onReused, onWaiting }: OthersWatcher,
): AsyncGenerator<RunConfig> {
  for (let left = configs; left.length > 0; ) {
    const busy: RunConfig[] = [];
    for (const config of left) {
      const id = runId(config);
      if (!claims.take(id)) {
        busy.push(config);
        continue;
      }
      results.refresh(); // after the claim: whoever had it before has stored the run
      const run = results.runs.get(id);
      if (run && run.status !== 'failed') {
        claims.release(id);
        onReused(run);
      } else {
        yield config;
      }
    }
    onWaiting(busy.length);
    if (busy.length > 0) await setTimeout(patience);
    left = busy;
  }
}

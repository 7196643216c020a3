import type { RunConfig } from '../study/run-config.js';
import { mostRuns } from './job.js';

/** Seconds that a job should take: beside these, handing it out costs nothing, and who dies loses little. */
const secondsPerJob = 1;

/** The runs in their order, cut into jobs of about a second each, by what each run is expected to take. */
export function cut(configs: readonly RunConfig[], secondsOf: (config: RunConfig) => number): RunConfig[][] {
  const batches: RunConfig[][] = [];
  let [batch, seconds]: [RunConfig[], number] = [[], 0];
  for (const config of configs) {
    batch.push(config);
    seconds += Math.max(0, secondsOf(config)) || 0;
    if (seconds < secondsPerJob && batch.length < mostRuns) continue;
    batches.push(batch);
    [batch, seconds] = [[], 0];
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}

import { setImmediate } from 'node:timers/promises';
import { Tinypool } from 'tinypool';
import type { RunConfig } from './run-config.js';
import { failedRecord, runOne } from './run-one.js';
import type { RunRecord, StudyInfo } from './run-record.js';

/** Computes runs, `jobs` at a time. */
export interface Pool {
  compute(configs: readonly RunConfig[], watcher: Watcher): Promise<void>;
  close(): Promise<void>;
}

/** Is told what happens in a pool. */
export interface Watcher {
  onStart(config: RunConfig): void;
  onRun(run: RunRecord): void;
}

type Compute = (config: RunConfig) => Promise<RunRecord>;

/** One job runs in this process; more run in child processes, as tf's engine is global to a process. */
export function openPool(study: StudyInfo): Pool {
  if (study.jobs === 1) {
    const computeHere: Compute = async (config) => {
      await setImmediate(); // lets the progress bar and Ctrl-C in
      return runOne(config, study);
    };
    return { compute: inLanes(1, computeHere, study), close: async () => {} };
  }
  const workers = new Tinypool({
    filename: new URL('./worker.js', import.meta.url).href,
    runtime: 'child_process',
    minThreads: study.jobs,
    maxThreads: study.jobs,
  });
  // A worker that dies in a run fails that run alone. One that dies outside of a run may have left none to go on with.
  const broken = new Promise<never>((_, reject) => workers.on('error', reject));
  broken.catch(() => {});
  const computeThere = inLanes(study.jobs, (config) => workers.run({ config, study }), study);
  return {
    compute: (configs, watcher) => Promise.race([computeThere(configs, watcher), broken]),
    close: () => workers.destroy(),
  };
}

/** As many lanes as jobs, each taking the next run off one queue. A run whose process dies is a failed run. */
function inLanes(lanes: number, compute: Compute, study: StudyInfo): Pool['compute'] {
  return async (configs, { onStart, onRun }) => {
    const queue = configs.values();
    const lane = async () => {
      for (const config of queue) {
        onStart(config);
        onRun(await compute(config).catch((error) => failedRecord(config, study, error)));
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  };
}

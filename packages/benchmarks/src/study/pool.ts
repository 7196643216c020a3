import { CommandError } from '../cli/command-error.js';
import type { RunConfig } from './run-config.js';
import { failedRecord } from './run-one.js';
import type { RunRecord, StudyInfo } from './run-record.js';
import { startWorker } from './start-worker.js';
import type { Task, Worker } from './worker-process.js';

/** Computes runs, `jobs` at a time. */
export interface Pool {
  compute(configs: Queue, watcher: Watcher): Promise<void>;
  /** Ends what is in work, of which nothing is told any more. */
  close(): Promise<void>;
}

/** Runs to compute; each is asked for when a worker is free for it. */
export type Queue = Iterable<RunConfig> | AsyncIterable<RunConfig>;

/** Is told what happens in a pool. */
export interface Watcher {
  onStart(config: RunConfig): void;
  onRun(run: RunRecord): void;
}

/** As many workers as jobs, each taking the next run off one queue. A run whose worker dies is a failed run. */
export function openPool(study: StudyInfo, start: () => Worker = startWorker): Pool {
  const workers = Array.from({ length: study.jobs }, () => start());
  let isClosed = false;
  return {
    async compute(configs, { onStart, onRun }) {
      const queue = inTurns(configs);
      const lane = async (worker: Worker) => {
        for await (const config of queue) {
          onStart(config);
          const run = await computeOn(worker, { config, study });
          if (isClosed) return; // a run that was cut off is no failed one
          onRun(run);
        }
      };
      await Promise.all(workers.map(lane));
    },
    async close() {
      isClosed = true;
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

/** The run as a worker answers it; one in which its process dies is a failed run. */
export const computeOn = (worker: Worker, task: Task): Promise<RunRecord> =>
  worker.run(task).catch((error) => {
    if (error instanceof CommandError) throw error;
    return failedRecord(task.config, task.study, error);
  });

/** An iterator that several loops may share: an async generator answers one after the other. */
async function* inTurns(configs: Queue): AsyncGenerator<RunConfig> {
  yield* configs;
}

import { type Limits, type Worker, WorkerProcess } from './worker-process.js';

/** A process for runs, as tf's engine is global to a process. Tests compute where they are: `test/run-here.ts`. */
export const startWorker = (limits?: Limits): Worker =>
  new WorkerProcess(new URL('./worker.js', import.meta.url), limits);

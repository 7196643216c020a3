import { runOne } from '../run-one.js';
import type { Worker } from '../worker-process.js';

/** Stands in for `start-worker.ts` in tests: Node cannot start a process from these sources. */
export const startWorker = (): Worker => ({ run: ({ config, study }) => runOne(config, study), close: async () => {} });

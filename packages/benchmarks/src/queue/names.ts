import type { JobsOptions, WorkerOptions } from 'bullmq';

/** Where all keys of a queue begin. */
export const prefix = 'optimizer-zoo';

/** The one queue of a database. */
export const queueName = 'runs';

/** The version of the code that the queue is at work for. */
export const versionKey = `${prefix}:version`;

/** What is told of a study, by the key of its plan. */
export const studyKey = (key: string): string => `${prefix}:study:${key}`;
export const studiesKey = `${prefix}:studies`;

/** How long the times of a study are kept, by which it is cut, in seconds. */
export const kept = 30 * 86_400;

/** Of jobs: one that throws is tried three times in all, then set aside; finished ones are known for a while. */
export const jobOptions = {
  attempts: 3,
  backoff: { type: 'fixed', delay: 500 },
  removeOnComplete: { age: kept },
  removeOnFail: { age: kept },
  stackTraceLimit: 0,
} satisfies JobsOptions;

/**
 * Of workers. A job is handed to another after 15 to 20 s without a sign of life; it may lose its worker so often because
 * a run that kills its process does not kill the worker.
 */
export const workerOptions = {
  lockDuration: 15_000,
  stalledInterval: 5000,
  maxStalledCount: 20,
  drainDelay: 2,
} satisfies Partial<WorkerOptions>;

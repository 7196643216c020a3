import type { Job, Worker as QueueWorker } from 'bullmq';
import type { Redis } from 'ioredis';
import { problemLabel } from '../candidates/problem-label.js';
import { formatTerm } from '../candidates/term.js';
import { CommandError } from '../cli/command-error.js';
import { plural } from '../report/format.js';
import { codeVersion } from '../study/code-version.js';
import { computeOn } from '../study/pool.js';
import type { RunConfig } from '../study/run-config.js';
import type { RunRecord } from '../study/run-record.js';
import { startWorker } from '../study/start-worker.js';
import type { Limits, Worker } from '../study/worker-process.js';
import { loadQueue } from './connect.js';
import { type Batch, type BatchResult, checkBatch } from './job.js';
import { prefix, queueName, workerOptions } from './names.js';
import { type OwnFile, openOwnFile } from './own-file.js';
import { noteWorked } from './study-notes.js';
import { refusal } from './version.js';

/** What a worker is asked for. */
export interface WorkOptions {
  readonly client: Redis;
  /** The queue's address, as it may be shown. */
  readonly shown: string;
  /** Runs at a time. */
  readonly jobs: number;
  readonly limits: Limits;
  /** Where its file goes. */
  readonly folder: string;
  /** Jobs in a second that all workers of the queue may begin together. */
  readonly rate?: number;
  readonly tell: (sentence: string) => void;
}

/** A worker at work. */
export interface Work {
  /** Rejects when it cannot go on, with a sentence. */
  readonly trouble: Promise<never>;
  /** What was done so far, and what is in work. */
  readonly counts: { jobs: number; runs: number; failed: number; busy: number };
  /** Gives back what it has in work. */
  close(): Promise<void>;
}

/** Takes jobs off a queue and computes their runs, each in a process of its own, into a file of its own. */
export async function workOff({ client, shown, jobs, limits, folder, rate, tell }: WorkOptions): Promise<Work> {
  const { bullmq } = await loadQueue();
  const free: Worker[] = Array.from({ length: jobs }, () => startWorker(limits));
  const processes = [...free];
  const counts = { jobs: 0, runs: 0, failed: 0, busy: 0 };
  const stop = new AbortController();
  let file: OwnFile | undefined;
  let fail: (error: unknown) => void;
  const trouble = new Promise<never>((_, reject) => {
    fail = reject;
  });

  const store = (run: RunRecord) => {
    file ??= openOwnFile(folder);
    const bytes = file.append(run);
    counts.runs++;
    if (run.status === 'failed') counts.failed++;
    return { file: file.name, bytes };
  };
  /** Puts a job back, with what is left of it, for others. */
  const giveBack = async (job: Job, token: string | undefined, left?: Batch): Promise<never> => {
    if (left) await job.updateData(left);
    await job.moveToWait(token);
    throw new bullmq.WaitingError();
  };

  const process = async (job: Job, token?: string, signal?: AbortSignal): Promise<BatchResult> => {
    const batch = read(job, bullmq.UnrecoverableError);
    if (batch.version !== codeVersion()) {
      fail(new CommandError(refusal(shown, batch.version)));
      return giveBack(job, token);
    }
    const worker = free.pop()!;
    counts.busy++;
    const ended = AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]);
    const end = () => void worker.close();
    ended.addEventListener('abort', end);
    try {
      const done = await computeBatch(batch, { worker, jobs, store, ended });
      if (signal?.aborted) throw new Error('another worker has it');
      if (stop.signal.aborted) return await giveBack(job, token, { ...batch, configs: done.left });
      await noteWorked(client, batch.study, done.runs);
      await job.updateData({ ...batch, configs: done.failed.map(({ config }) => config) }); // the rest is done: it need not be kept, nor be done again
      if (done.failed.length > 0) throw new Error(sentenceOn(done.failed, done.runs));
      counts.jobs++;
      return { runs: done.runs, ms: Math.round(done.ms), ...done.place };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      fail(error); // of this machine, and not of the job
      return await giveBack(job, token);
    } finally {
      ended.removeEventListener('abort', end);
      counts.busy--;
      free.push(worker);
    }
  };

  const queueWorker: QueueWorker = new bullmq.Worker(queueName, process, {
    ...workerOptions,
    connection: client,
    prefix,
    concurrency: jobs,
    ...(rate !== undefined && { limiter: { max: rate, duration: 1000 } }),
  });
  queueWorker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) queueWorker.cancelJob(id);
  });
  queueWorker.on('error', (error) => {
    if (isConnection(error)) return; // `connect` tells of it
    tell(
      /lock/i.test(error.message)
        ? 'A job was handed to another worker, as this one gave no sign of life.'
        : error.message,
    );
  });
  return {
    trouble,
    counts,
    async close() {
      stop.abort();
      await queueWorker.close();
      await Promise.all(processes.map((worker) => worker.close()));
      file?.close();
    },
  };
}

function read(job: Job, Unrecoverable: new (message: string) => Error): Batch {
  try {
    return checkBatch(job.data);
  } catch (error) {
    throw new Unrecoverable(`it is no job of optimizer-zoo: ${(error as Error).message}`);
  }
}

interface Bench {
  readonly worker: Worker;
  readonly jobs: number;
  store(run: RunRecord): Pick<BatchResult, 'file' | 'bytes'>;
  /** Aborted when the job is no longer this worker's. */
  readonly ended: AbortSignal;
}

/** Runs one after the other, each stored at once, until all are done or the job is no longer this worker's. */
async function computeBatch({ command, configs }: Batch, { worker, jobs, store, ended }: Bench) {
  const start = performance.now();
  const failed: RunRecord[] = [];
  let place = { file: 'none', bytes: 0 };
  let runs = 0;
  for (const config of configs) {
    if (ended.aborted) break;
    const run = await computeOn(worker, { config, study: { command, jobs } });
    if (ended.aborted) break; // a run that was cut off is no failed one
    place = store(run);
    runs++;
    if (run.status === 'failed') failed.push(run);
  }
  const left: RunConfig[] = [...configs.slice(runs), ...failed.map(({ config }) => config)];
  return { runs, failed, left, place, ms: performance.now() - start };
}

function sentenceOn(failed: readonly RunRecord[], runs: number): string {
  const [{ config, reason }] = failed;
  const subject = `${formatTerm(config.optimizer)} on ${problemLabel(config.problem)}, seed ${config.seed}`;
  return `${failed.length} of ${plural(runs, 'run')} failed: ${subject}: ${reason}`.slice(0, 500);
}

const isConnection = (error: NodeJS.ErrnoException) => error.code !== undefined || /connection/i.test(error.message);

import type { Queue } from 'bullmq';
import { plural } from '../report/format.js';
import type { Followed } from './follow-folder.js';
import { type Batch, type BatchResult, checkResult } from './job.js';
import { idOf, type OpenJob, putIn } from './open-jobs.js';

/** Milliseconds between two looks at the jobs. */
const interval = 2000;
/** So many of the oldest jobs are looked at: those that get lost come to be the oldest. */
const looked = 256;
/** How often runs may be lost, until they are given up. */
const mostRounds = 3;

interface Audited {
  readonly queue: Queue;
  readonly about: Omit<Batch, 'configs'>;
  readonly priority?: number;
  readonly followed: Followed;
  /** Takes over what has come. */
  readonly follow: () => void;
  readonly giveUp: (job: OpenJob, reason: string) => void;
  readonly tell: (sentence: string) => void;
  readonly folder: string;
}

/**
 * Looks at jobs of which not all runs have come: what the queue has lost is put in again, and so is what a worker did but
 * whose lines are lost; what was set aside is given up.
 */
export function audit({ queue, about, priority, followed, follow, giveUp, tell, folder }: Audited) {
  const told = new Set<string>();
  const once = (sentence: string) => {
    if (!told.has(sentence)) tell(sentence);
    told.add(sentence);
  };
  let last = 0;

  const lookAt = async (job: OpenJob) => {
    const id = idOf(about, job);
    const state = await queue.getJobState(id);
    if (state === 'unknown') return putIn(queue, [job], about, priority);
    if (state !== 'completed' && state !== 'failed') return;
    const known = await queue.getJob(id);
    if (!known) return; // it has just been removed
    follow(); // what it wrote just before
    if (job.left.size === 0) return;
    if (state === 'failed') return giveUp(job, `its job was set aside: ${known.failedReason}`);
    const result = resultOf(known.returnvalue);
    if (result && !followed.hasRead(result.file, result.bytes)) {
      return once(`${result.file} is not, or not wholly, in ${folder}: share that folder, or copy the file there.`);
    }
    job.round++;
    if (job.round >= mostRounds) return giveUp(job, `its result was lost ${plural(mostRounds, 'time')}`);
    return putIn(queue, [job], about, priority);
  };

  return async (jobs: ReadonlySet<OpenJob>): Promise<void> => {
    if (Date.now() - last < interval) return;
    if ((await queue.getWorkersCount()) === 0)
      once('No worker is there yet; start some: optimizer-zoo worker --queue …');
    for (const job of [...jobs].slice(0, looked)) await lookAt(job);
    last = Date.now();
  };
}

function resultOf(value: unknown): BatchResult | undefined {
  try {
    return checkResult(value);
  } catch {
    return undefined; // what the queue says is data
  }
}

import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { type StudyNotes, studiesIn } from './study-notes.js';

/** How far a queue is. */
export interface QueueStatus {
  readonly studies: readonly StudyProgress[];
  readonly jobs: { readonly running: number; readonly waiting: number; readonly setAside: number };
  readonly workers: number;
  /** Why jobs were set aside: the last few. */
  readonly reasons: readonly string[];
}

export interface StudyProgress {
  readonly command: string;
  readonly runs: number;
  readonly done: number;
  readonly failed: number;
  /** Runs in a second, since it was put in; absent before the first. */
  readonly rate?: number;
  /** Seconds that are left at that rate. */
  readonly left?: number;
}

/** So many reasons are told. */
const mostReasons = 5;

export async function statusOf(client: Redis, queue: Queue, now = Date.now()): Promise<QueueStatus> {
  const [studies, counts, workers, failed] = await Promise.all([
    studiesIn(client),
    queue.getJobCounts('active', 'wait', 'delayed', 'prioritized', 'failed'),
    queue.getWorkersCount(),
    queue.getFailed(0, mostReasons - 1),
  ]);
  return {
    studies: studies.map((notes) => progressOf(notes, now)),
    jobs: {
      running: counts.active,
      waiting: counts.wait + counts.delayed + counts.prioritized,
      setAside: counts.failed,
    },
    workers,
    reasons: failed.map((job) => String(job?.failedReason ?? 'unknown').slice(0, 500)),
  };
}

/** What the workers have done lies in the results file a moment later, and without whoever put it in not at all. */
export function progressOf({ command, total, merged, failed, worked, began }: StudyNotes, now: number): StudyProgress {
  const done = Math.min(total, Math.max(merged, worked));
  const seconds = (now - began) / 1000;
  const rate = worked > 0 && seconds > 0 ? worked / seconds : undefined;
  return {
    command,
    runs: total,
    done,
    failed,
    ...(rate !== undefined && { rate, left: (total - done) / rate }),
  };
}

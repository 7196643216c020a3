import { setTimeout } from 'node:timers/promises';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Progress } from '../cli/progress.js';
import { plural } from '../report/format.js';
import { codeVersion } from '../study/code-version.js';
import type { ResultsFile } from '../study/results-file.js';
import { type RunConfig, runId } from '../study/run-config.js';
import { failedRecord } from '../study/run-one.js';
import type { RunRecord, StudyInfo } from '../study/run-record.js';
import type { StudyContext } from '../study/study.js';
import { audit } from './audit.js';
import { cut } from './batches.js';
import { type Followed, followFolder } from './follow-folder.js';
import { idOf, type OpenJob, openJobs, putIn } from './open-jobs.js';
import { noteMerged } from './study-notes.js';

/** Milliseconds between two looks at the files of the workers. */
const interval = 500;

/** What is needed to have a study computed by the workers of a queue. */
export interface QueueStudy {
  readonly client: Redis;
  readonly queue: Queue;
  /** `planKey` of the study. */
  readonly key: string;
  readonly info: StudyInfo;
  readonly secondsOf: (config: RunConfig) => number;
  readonly results: ResultsFile;
  /** Where workers' files are, or are copied to. */
  readonly folder: string;
  readonly priority?: number;
  readonly progress: Progress;
  readonly tell: (sentence: string) => void;
}

/**
 * Has a study's runs computed by the workers of a queue, and takes them over from the workers' files. What stands in these
 * files is done; what the queue says of a job only tells where to look for what does not come.
 */
export function queueContext(asked: QueueStudy): StudyContext {
  const { results, folder, progress } = asked;
  const followed = followFolder(folder);
  const counts = { merged: 0, failed: 0 };
  const isThere = ({ status }: RunRecord) => {
    counts.merged++;
    if (status === 'failed') counts.failed++;
  };
  return {
    stored: results.runs,
    onReused(run) {
      progress.reused(run);
      isThere(run);
    },
    async compute(configs, onRun, all) {
      const onRuns = (runs: readonly RunRecord[]) => {
        results.appendAll(runs);
        for (const run of runs) {
          progress.done(run);
          isThere(run);
          onRun(run);
        }
      };
      await computeStage(asked, followed, { configs, onRuns, all, counts });
    },
  };
}

interface Stage {
  readonly configs: readonly RunConfig[];
  readonly onRuns: (runs: readonly RunRecord[]) => void;
  readonly all: readonly RunConfig[];
  /** Of the study so far. */
  readonly counts: { readonly merged: number; readonly failed: number };
}

async function computeStage(
  asked: QueueStudy,
  followed: Followed,
  { configs, onRuns, all, counts }: Stage,
): Promise<void> {
  const { client, queue, key, info, priority, tell, secondsOf } = asked;
  const about = { version: codeVersion(), study: key, command: info.command };
  const missing = new Set(configs.map(runId));
  const unique = [...new Map(all.map((config) => [runId(config), config])).values()];
  const jobs = new Set(openJobs(cut(unique, secondsOf), (id) => missing.has(id)));
  const jobOf = new Map([...jobs].flatMap((job) => [...job.left.keys()].map((id) => [id, job] as const)));
  /** Runs that failed, while they are tried again. */
  const failures = new Map<string, RunRecord>();

  const settle = (runs: readonly RunRecord[]) => {
    onRuns(runs);
    for (const { id } of runs) {
      const job = jobOf.get(id)!;
      jobOf.delete(id);
      job.left.delete(id);
      if (job.left.size === 0) jobs.delete(job);
    }
  };
  const follow = () => {
    const come = new Map<string, RunRecord>();
    for (const run of followed.added((id) => jobOf.has(id))) {
      if (run.environment.version !== codeVersion()) continue;
      if (run.status === 'failed') failures.set(run.id, run);
      else come.set(run.id, run); // what was computed twice counts once
    }
    settle([...come.values()]);
  };
  const giveUp = (job: OpenJob, reason: string) =>
    settle([...job.left].map(([id, config]) => failures.get(id) ?? failedRecord(config, info, reason)));

  follow();
  for (const job of jobs) await queue.remove(idOf(about, job)); // what failed for good, or was lost, is tried again
  await putIn(queue, [...jobs], about, priority);
  if (jobs.size > 0) tell(`${plural(jobOf.size, 'run')} in ${plural(jobs.size, 'job')} are in the queue.`);
  const look = audit({ queue, about, priority, followed, follow, giveUp, tell, folder: asked.folder });
  while (jobs.size > 0) {
    follow();
    await noteMerged(client, key, counts);
    if (jobs.size > 0) await look(jobs);
    if (jobs.size > 0) await setTimeout(interval);
  }
}

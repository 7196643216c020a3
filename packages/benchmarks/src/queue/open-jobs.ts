import type { Queue } from 'bullmq';
import type { RunConfig } from '../study/run-config.js';
import { runId } from '../study/run-config.js';
import { type Batch, jobId } from './job.js';
import { jobOptions } from './names.js';

/** Jobs that are put in by one call. */
const atOnce = 500;

/** A job of which not all runs have come. */
export interface OpenJob {
  /** All its runs, by which it is named. */
  readonly all: readonly RunConfig[];
  /** Those that have not come, by id. */
  readonly left: Map<string, RunConfig>;
  /** How often its runs were lost. */
  round: number;
}

/** The jobs of a stage that hold runs which are missing. */
export const openJobs = (batches: readonly RunConfig[][], isMissing: (id: string) => boolean): OpenJob[] =>
  batches
    .map((all) => ({
      all,
      left: new Map(all.map((config) => [runId(config), config] as const).filter(([id]) => isMissing(id))),
      round: 0,
    }))
    .filter(({ left }) => left.size > 0);

/** Puts jobs in; those that are there already stay as they are. */
export async function putIn(
  queue: Queue,
  jobs: readonly OpenJob[],
  about: Omit<Batch, 'configs'>,
  priority: number | undefined,
): Promise<void> {
  for (let start = 0; start < jobs.length; start += atOnce) {
    await queue.addBulk(
      jobs.slice(start, start + atOnce).map((job) => ({
        name: about.study,
        data: { ...about, configs: [...job.left.values()] } satisfies Batch,
        opts: { ...jobOptions, jobId: idOf(about, job), ...(priority !== undefined && { priority }) },
      })),
    );
  }
}

export const idOf = ({ version }: Pick<Batch, 'version'>, { all, round }: OpenJob): string =>
  jobId(version, all, round);

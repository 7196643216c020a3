import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { checkSchema } from '../study/parse-lines.js';
import { type RunConfig, runId } from '../study/run-config.js';
import { count, finite, runConfig } from '../study/run-record.js';

/** Runs of one job at most. */
export const mostRuns = 1000;

const name = v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/));

/** What a job carries: configurations, as data. Whatever else stands there is refused. */
const batch = v.strictObject({
  /** `codeVersion()` of who put it in. */
  version: v.pipe(v.string(), v.maxLength(100)),
  /** The study that it is a part of, by the key of its plan. */
  study: name,
  /** The command that repeats the study. */
  command: v.pipe(v.string(), v.maxLength(1_000_000)),
  configs: v.pipe(v.array(runConfig), v.maxLength(mostRuns)),
});

/** What a job answers: how many runs, in how many ms, and the worker's file that holds them, up to which byte. */
const result = v.strictObject({ runs: count, ms: finite, file: name, bytes: count });

export type Batch = v.InferOutput<typeof batch>;
export type BatchResult = v.InferOutput<typeof result>;

export const checkBatch = (value: unknown): Batch => checkSchema(batch, value);
export const checkResult = (value: unknown): BatchResult => checkSchema(result, value);

/** The same runs have the same job, in whatever process they are put together. `round` counts how often they were lost. */
export function jobId(version: string, configs: readonly RunConfig[], round: number): string {
  const hash = createHash('sha256').update(version);
  for (const config of configs) hash.update(runId(config));
  return `runs-${hash.digest('hex').slice(0, 24)}-${round}`;
}

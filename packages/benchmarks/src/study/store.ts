import { compactRun } from './compact-run.js';
import { appendLine, appendText, readLines } from './json-lines.js';
import { checkSchema, type Lines, parseLines } from './parse-lines.js';
import { runId } from './run-config.js';
import { type RunRecord, runRecord } from './run-record.js';

/** The runs of a results file by id, and a sentence on each line that could not be used. */
export interface StoredRuns {
  readonly runs: Map<string, RunRecord>;
  readonly complaints: string[];
}

/** Reads JSON lines. Of several lines with one id the last wins; an unusable line is reported and skipped. */
export const parseRuns = (text: string): StoredRuns => byId(parseLines(text, checkRun));

/** Reads a results file; one that does not exist holds no runs. */
export const readRuns = (file: string): StoredRuns => byId(readLines(file, checkRun));

/** Adds one run to a results file. */
export const appendRun = (file: string, run: RunRecord): void => appendLine(file, run);

/** Adds several at once: opening the file takes longer than writing a line. */
export const appendRuns = (file: string, runs: readonly RunRecord[]): void =>
  appendText(file, runs.map((run) => JSON.stringify(run)).join('\n'));

const byId = ({ records, complaints }: Lines<RunRecord>): StoredRuns => ({
  runs: new Map(records.map((run) => [run.id, run])),
  complaints,
});

export function checkRun(value: unknown): RunRecord {
  const run = checkSchema(runRecord, value);
  if (run.id !== runId(run.config)) {
    throw new Error(`id '${run.id}' is not that of its configuration, ${runId(run.config)}`);
  }
  return compactRun(run);
}

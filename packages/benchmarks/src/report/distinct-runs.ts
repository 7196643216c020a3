import { runId } from '../study/run-config.js';
import type { RunRecord } from '../study/run-record.js';

/** Each run once: of several with one id the last; with instruments, in the place of the same without. */
export function distinctRuns(records: readonly RunRecord[]): RunRecord[] {
  const byId = new Map(records.map((run) => [run.id, run]));
  for (const { config } of records.filter((run) => run.config.instruments && run.status !== 'failed')) {
    const { instruments: _, ...plain } = config;
    byId.delete(runId(plain));
  }
  return [...byId.values()];
}

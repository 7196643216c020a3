import { canonicalJson } from '../study/canonical-json.js';
import type { RunRecord } from '../study/run-record.js';

interface Dated {
  readonly environment: RunRecord['environment'];
}

/** What must be equal for measurements to stand in one section: where they were made, all but the time. */
export const settingOf = ({ environment: { date: _, ...environment } }: Dated): string => canonicalJson(environment);

/** The measurements, of several of one thing in one setting the last. */
export const latestOf = <Record extends Dated>(
  records: readonly Record[],
  thingOf: (record: Record) => readonly unknown[],
): Record[] => [
  ...new Map(records.map((record) => [canonicalJson([...thingOf(record), settingOf(record)]), record])).values(),
];

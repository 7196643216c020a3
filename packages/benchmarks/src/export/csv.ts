import type { RunRecord } from '../study/run-record.js';
import { columns } from './columns.js';
import { csvLine } from './csv-line.js';

/** A head, then a line for each run. */
export function* csvLines(runs: Iterable<RunRecord>): Generator<string> {
  yield csvLine(columns.map(({ name }) => name));
  for (const run of runs) yield csvLine(columns.map((column) => column.of(run)));
}

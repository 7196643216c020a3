import type { RunRecord } from '../study/run-record.js';
import { type Cell, columns } from './columns.js';

/** As RFC 4180 has it: a head, then a line for each run. */
export function* csvLines(runs: Iterable<RunRecord>): Generator<string> {
  yield lineOf(columns.map(({ name }) => name));
  for (const run of runs) yield lineOf(columns.map((column) => column.of(run)));
}

const lineOf = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(cell: Cell): string {
  const text = String(cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

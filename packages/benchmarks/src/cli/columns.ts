import { extentOf } from '../report/statistics.js';

/** Characters that take up room: a hat stands above its letter. */
const widthOf = (text: string) => [...text.replaceAll('\u0302', '')].length;

/** Rows in columns. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => extentOf(rows.map((row) => widthOf(row[column])))[1]) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column] - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
}

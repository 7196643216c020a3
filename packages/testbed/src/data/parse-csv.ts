import { CsvError, parse } from '#csv-parse';
import type { LinearData } from './linear-data.js';
import { readNumber } from './read-number.js';
import { checkDenseSize, checkLines, longestLine, tooLong } from './size-limits.js';

/** How a CSV file is read. */
export interface CsvOptions {
  /** Whether the first line names the columns. Default true. */
  readonly header?: boolean;
  /** The column that is the target: its name, or its number from 0. Default: the last. */
  readonly target?: string | number;
  /** Between two values. Default: a comma. */
  readonly delimiter?: string;
}

/** A table of numbers, one column of it set apart as target. */
export interface CsvData extends LinearData {
  /** The names of the columns of `rows`, if there is a header. */
  readonly columns?: readonly string[];
}

/**
 * Reads comma-separated numbers (RFC 4180; blanks around values and empty lines do not count).
 *
 * @throws Error in one sentence with the line, where a value is not a finite float32, a line is longer or shorter than the
 * first, quotes do not match, there would be more than 50 million values, or the target is not a column; if the delimiter
 * is empty, a quote or a line break.
 */
export function parseCsv(text: string, options: CsvOptions = {}): CsvData {
  const { header = true, delimiter = ',', target } = options;
  if (!/^[^"\r\n]+$/.test(delimiter)) {
    throw new Error(`CSV file: delimiter is '${delimiter}', but must not be empty or a quote or line break.`);
  }
  checkLines('CSV', text);
  let names: readonly string[] | undefined;
  let width: number | undefined;
  const table: number[][] = [];
  eachRecord(text, delimiter, (record, line) => {
    const where = `CSV file, line ${line}`;
    width ??= record.length;
    if (record.length !== width) {
      throw new Error(`${where}: ${record.length} values, but there are ${width} columns.`);
    }
    if (header && !names) names = record;
    else table.push(record.map((field) => readNumber(field, where)));
    checkDenseSize(where, table.length, width);
  });
  if (width === undefined || table.length === 0) throw new Error('CSV file has no rows.');
  const at = columnOf(target ?? width - 1, names, width);
  return {
    columns: names?.toSpliced(at, 1),
    targets: table.map((row) => row.splice(at, 1)[0]!),
    rows: table,
  };
}

/** What csv-parse complains of, by its code. */
const complaints: Readonly<Record<string, (delimiter: string) => string>> = {
  CSV_QUOTE_NOT_CLOSED: () => 'a quote is not closed',
  INVALID_OPENING_QUOTE: () => 'a quote is opened within a value',
  CSV_INVALID_CLOSING_QUOTE: (delimiter) => `a value goes on after its quote, where '${delimiter}' must follow`,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: (delimiter) =>
    `a value goes on after its quote, where '${delimiter}' must follow`,
  CSV_MAX_RECORD_SIZE: () => tooLong,
};

/** Hands over the records one by one: as texts, all of them at once would take ten times the memory of numbers. */
function eachRecord(text: string, delimiter: string, read: (record: string[], line: number) => void): void {
  try {
    parse(text, {
      bom: true,
      delimiter,
      trim: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      relax_column_count: true, // said better here
      max_record_size: longestLine,
      on_record(record: string[], { lines }) {
        // A line of blanks is empty, also where blanks are the delimiter.
        if (delimiter.trim() !== '' || record.some((field) => field !== '')) read(record, lines);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const trouble = complaints[error.code]?.(delimiter) ?? error.message;
    throw new Error(`CSV file, line ${error.lines}: ${trouble}.`, { cause: error });
  }
}

function columnOf(target: string | number, names: readonly string[] | undefined, width: number): number {
  const at = typeof target === 'number' ? target : (names ?? []).indexOf(target);
  if (Number.isInteger(at) && at >= 0 && at < width) return at;
  const known = names ? `one of ${names.join(', ')}, or ` : '';
  throw new Error(`CSV file: target is ${target}, but must be ${known}a column from 0 to ${width - 1}.`);
}

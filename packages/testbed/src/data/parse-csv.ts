import type { LinearData } from './linear-data.js';

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
 * Reads comma-separated numbers (RFC 4180, without line breaks within quotes).
 *
 * @throws Error in one sentence with the line, where a value is not a finite number, a line is longer or shorter than the
 * first, or the target is not a column; if the delimiter is empty or a quote.
 */
export function parseCsv(text: string, options: CsvOptions = {}): CsvData {
  const { header = true, delimiter = ',', target } = options;
  if (delimiter === '' || delimiter === '"') {
    throw new Error(`CSV file: delimiter is '${delimiter}', but must not be empty or a quote.`);
  }
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, i) => ({ number: i + 1, line }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ number, line }) => ({ number, fields: fieldsOf(line, number, delimiter) }));
  const names = header ? lines.shift()?.fields : undefined;
  const width = names?.length ?? lines[0]?.fields.length ?? 0;
  if (lines.length === 0) throw new Error('CSV file has no rows.');
  const at = columnOf(target ?? width - 1, names, width);
  const table = lines.map(({ number, fields }) => {
    if (fields.length !== width) {
      throw new Error(`CSV file, line ${number}: ${fields.length} values, but there are ${width} columns.`);
    }
    return fields.map((field) => {
      if (field.trim() !== '' && Number.isFinite(Number(field))) return Number(field);
      throw new Error(`CSV file, line ${number}: '${field}' is not a finite number.`);
    });
  });
  return {
    columns: names?.toSpliced(at, 1),
    rows: table.map((row) => row.toSpliced(at, 1)),
    targets: table.map((row) => row[at]!),
  };
}

/** The values of a line; a quoted one may hold the delimiter, and a quote twice for one. Blanks around them do not count. */
function fieldsOf(line: string, number: number, delimiter: string): string[] {
  const fields: string[] = [];
  let rest: string | undefined = line;
  while (rest !== undefined) {
    const start = blanksBefore(rest, delimiter);
    const quoted: RegExpExecArray | null = /^"((?:[^"]|"")*)"/.exec(rest.slice(start));
    if (!quoted && rest[start] === '"') throw new Error(`CSV file, line ${number}: a quote is not closed.`);
    const from = start + (quoted?.[0].length ?? 0);
    const end: number = rest.indexOf(delimiter, from);
    const plain = rest.slice(from, end < 0 ? undefined : end).trim();
    if (quoted && plain !== '') {
      throw new Error(`CSV file, line ${number}: '${plain}' follows a quote, where '${delimiter}' must.`);
    }
    fields.push(quoted ? quoted[1]!.replaceAll('""', '"') : plain);
    rest = end < 0 ? undefined : rest.slice(end + delimiter.length);
  }
  return fields;
}

/** How many blanks a text begins with; a tab or a space may be the delimiter. */
function blanksBefore(text: string, delimiter: string): number {
  let count = 0;
  while (/^\s/.test(text.slice(count)) && !text.startsWith(delimiter, count)) count++;
  return count;
}

function columnOf(target: string | number, names: readonly string[] | undefined, width: number): number {
  const at = typeof target === 'number' ? target : (names ?? []).indexOf(target);
  if (Number.isInteger(at) && at >= 0 && at < width) return at;
  const known = names ? `one of ${names.join(', ')}, or ` : '';
  throw new Error(`CSV file: target is ${target}, but must be ${known}a column from 0 to ${width - 1}.`);
}

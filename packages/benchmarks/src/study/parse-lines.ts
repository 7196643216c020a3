import * as v from 'valibot';

/** The records of a file of JSON lines, and a sentence on each line that could not be used. */
export interface Lines<T> {
  readonly records: T[];
  readonly complaints: string[];
}

/** What some editors put before a text; also within, where such files were joined. */
const byteOrderMark = /^\uFEFF/;

/** Reads JSON lines; `check` throws what is wrong with one. An unusable line is reported and skipped. */
export function parseLines<T>(text: string, check: (value: unknown) => T): Lines<T> {
  return collect(text.split('\n'), check);
}

/** The same of lines one after the other. */
export function collect<T>(lines: Iterable<string>, check: (value: unknown) => T): Lines<T> {
  const records: T[] = [];
  const complaints: string[] = [];
  let number = 0;
  for (const line of lines) {
    number++;
    if (line.replace(byteOrderMark, '').trim() === '') continue;
    try {
      records.push(parseRecord(line, check));
    } catch (error) {
      complaints.push(`line ${number} is skipped: ${(error as Error).message}`);
    }
  }
  return { records, complaints };
}

/** The record of one line; throws what is wrong with it. */
export const parseRecord = <T>(line: string, check: (value: unknown) => T): T =>
  check(parseJson(line.replace(byteOrderMark, '')));

/** The value as the schema has it, or an error that names the first place where it is wrong. */
export function checkSchema<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${v.getDotPath(issue) ?? 'the line'} is wrong (${issue.message})`);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error('it is not JSON, perhaps torn by a killed process');
  }
}

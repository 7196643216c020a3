import { appendFileSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

/** The records of a file of JSON lines, and a sentence on each line that could not be used. */
export interface Lines<T> {
  readonly records: T[];
  readonly complaints: string[];
}

/** Reads JSON lines; `check` throws what is wrong with one. An unusable line is reported and skipped. */
export function parseLines<T>(text: string, check: (value: unknown) => T): Lines<T> {
  const records: T[] = [];
  const complaints: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      records.push(check(parseJson(line)));
    } catch (error) {
      complaints.push(`line ${index + 1} is skipped: ${(error as Error).message}`);
    }
  }
  return { records, complaints };
}

/** Reads a file of JSON lines; one that does not exist holds none. */
export function readLines<T>(file: string, check: (value: unknown) => T): Lines<T> {
  if (!existsSync(file)) return { records: [], complaints: [] };
  const { records, complaints } = parseLines(readFileSync(file, 'utf8'), check);
  return { records, complaints: complaints.map((complaint) => `${file}, ${complaint}`) };
}

/** Adds one line. Nothing in the file is ever changed: a torn last line is closed off, not overwritten. */
export function appendLine(file: string, record: object): void {
  mkdirSync(path.dirname(file), { recursive: true });
  appendFileSync(file, `${endsInLine(file) ? '\n' : ''}${JSON.stringify(record)}\n`);
}

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

/** Whether the file ends within a line. */
function endsInLine(file: string): boolean {
  if (!existsSync(file)) return false;
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const last = Buffer.alloc(1);
    return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
  } finally {
    closeSync(descriptor);
  }
}

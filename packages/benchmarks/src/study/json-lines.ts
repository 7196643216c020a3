import { appendFileSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { CommandError, systemCode } from '../cli/command-error.js';
import { linesOf } from './file-lines.js';

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

/** Reads a file of JSON lines; one that does not exist holds none, nor does a device: some never end. */
export function readLines<T>(file: string, check: (value: unknown) => T): Lines<T> {
  const { next: _, ...lines } = readLinesFrom(file, check, 0);
  return lines;
}

/** The same from a byte on. `next` is where its last line ended: what is added later starts there. */
export function readLinesFrom<T>(
  file: string,
  check: (value: unknown) => T,
  from: number,
): Lines<T> & { readonly next: number } {
  let next = from;
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat || stat.isCharacterDevice()) return { records: [], complaints: [], next };
  const texts = function* () {
    for (const line of linesOf(file, from)) {
      next = line.next;
      yield line.text;
    }
  };
  const { records, complaints } = collect(texts(), check);
  return { records, complaints: complaints.map((complaint) => `${file}, ${complaint}`), next };
}

function collect<T>(lines: Iterable<string>, check: (value: unknown) => T): Lines<T> {
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

/** Adds one line. */
export const appendLine = (file: string, record: object): void => appendText(file, JSON.stringify(record));

/** Adds a line that is text already. Nothing in the file is ever changed: a torn last line is closed off, not overwritten. */
export function appendText(file: string, line: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    appendFileSync(file, `${endsInLine(file) ? '\n' : ''}${line}\n`);
  } catch (error) {
    const trouble = `can no longer be written (${systemCode(error)})`;
    throw new CommandError(`${file} ${trouble}; what it holds is kept, and the same command can be given again.`);
  }
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

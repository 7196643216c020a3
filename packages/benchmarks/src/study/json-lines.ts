import { appendFileSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { CommandError, systemCode } from '../cli/command-error.js';
import { linesOf } from './file-lines.js';
import { collect, type Lines } from './parse-lines.js';

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

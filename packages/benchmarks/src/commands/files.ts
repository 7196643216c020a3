import { closeSync, existsSync, lstatSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InputError, readInput } from '../input-error.js';
import type { RunRecord } from '../run-record.js';
import { readRuns } from '../store.js';

const mostComplaints = 5;

/** The path as it is, if a file can be written there: better said before the runs than after. */
export function checkWritable(option: string, file: string): string {
  try {
    const isNew = !lstatSync(file, { throwIfNoEntry: false });
    makeFolderOf(file);
    closeSync(openSync(file, 'a'));
    if (isNew) rmSync(file);
    return file;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const trouble = code === 'EISDIR' ? 'is a folder; give the path of a file' : `cannot be written (${code})`;
    throw new InputError(`--${option} is '${file}', which ${trouble}.`);
  }
}

/** The runs of a results file. What is wrong with it is told on stderr, the first few lines of it. */
export function openResults(option: string, file: string): Map<string, RunRecord> {
  const { runs, complaints } = readInput(option, () => readRuns(file));
  complain(complaints);
  return runs;
}

/** Tells on stderr what is wrong with a file: its first few lines. */
export function complain(complaints: readonly string[]): void {
  for (const complaint of complaints.slice(0, mostComplaints)) console.error(complaint);
  if (complaints.length > mostComplaints) console.error(`and ${complaints.length - mostComplaints} more`);
}

/** Writes the report and prints where it is, as the last thing a command says. */
export function writeReport(file: string, html: string): void {
  makeFolderOf(file);
  writeFileSync(file, html);
  console.log(path.resolve(file));
}

/** Where something is already, opening the file tells better what is wrong with it than making the folder again. */
function makeFolderOf(file: string): void {
  const folder = path.dirname(file);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
}

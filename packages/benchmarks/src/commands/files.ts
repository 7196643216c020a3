import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../input-error.js';

/** The path as it is, unless a folder is there: better said before the runs than after. */
export function checkNotFolder(option: string, file: string): string {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError(`--${option} is '${file}', which is a folder; give the path of a file.`);
  }
  return file;
}

/** Writes the report and prints where it is, as the last thing a command says. */
export function writeReport(file: string, html: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, html);
  console.log(path.resolve(file));
}

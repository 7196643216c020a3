import {
  appendFileSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { generator } from '../../report/page.js';
import { ResultsFile } from '../../study/results-file.js';
import { CommandError, systemCode } from '../command-error.js';
import { InputError, readInput } from '../input-error.js';
import { print, tell, visibleLine } from '../terminal.js';

const mostLines = 5;

/** The path as it is, if records can be added there: better said before the runs than after. */
export function recordsPath(file: string): string {
  checkWritable('out', file);
  if (isNoFile(file)) throw new InputError(`--out is '${file}', which is no regular file.`);
  return file;
}

/** Nothing is added to a file of something else: with text in it, but no record, not even the start of a torn one. */
export function checkRecords(file: string, what: string, hasRecords: boolean, firstKey: string): void {
  const start = startOf(file).trimStart();
  if (hasRecords || start === '' || start.startsWith(`{"${firstKey}":`)) return;
  throw new InputError(
    `--out is '${file}', which holds something other than ${what} and is left alone; give another path.`,
  );
}

/**
 * The path as it is, if a page can be written there: to a new file, an empty one, or in place of another such page. Where
 * the records are, a page cannot be.
 */
export function pagePath(file: string, records?: string): string {
  if (records !== undefined && areSame(file, records)) {
    throw new InputError(`--html is '${file}', where the results are; give the page a path of its own.`);
  }
  return ownPath('html', file, generator);
}

/** The path as it is, if what bears this mark can be written there: to a new file, an empty one, or in place of its like. */
export function ownPath(option: string, file: string, mark: string): string {
  checkWritable(option, file);
  checkReplaceable(option, file, mark);
  return file;
}

/** Where a command's page on a file of records goes if no path is given: beside it, under its name. */
export function pageBeside(records: string, command: string): string {
  const { dir, name, ext, base } = path.parse(records);
  if (ext !== '.jsonl') return path.join(dir, `${base}.${command}.html`);
  return path.join(dir, name === command ? `${name}.html` : `${name}-${command}.html`);
}

/** The path of a results file as it is, if there is one that holds a run. */
export function resultsPath(file: string): string {
  if (!existsSync(file)) throw new InputError(`There is no results file '${file}'; 'optimizer-zoo run' writes one.`);
  return file;
}

/** A results file; an error that names the option where it cannot be read. */
export function openResults(option: string, file: string): ResultsFile {
  try {
    return new ResultsFile(file);
  } catch (error) {
    throw new InputError(`${option} ${troubleOf(error, 'read')}.`);
  }
}

function troubleOf(error: unknown, done: string): string {
  const code = systemCode(error);
  return code === 'EISDIR' ? 'is a folder; give the path of a file' : `cannot be ${done} (${code})`;
}

/** Tells on stderr what is wrong with a file: its first few lines. */
export function complain(complaints: readonly string[]): void {
  for (const line of firstFew(complaints)) tell(visibleLine(line));
}

/** The first few of these lines, and how many more there are. */
export const firstFew = (lines: readonly string[]): string[] =>
  lines.length > mostLines ? [...lines.slice(0, mostLines), `and ${lines.length - mostLines} more`] : [...lines];

/** Writes the report and prints where it is, as the last thing a command says. */
export function writePage(file: string, html: string): void {
  checkReplaceable('html', file, generator); // it is a while since that was checked
  try {
    makeFolderOf(file);
    writeFileSync(file, html);
  } catch (error) {
    throw new CommandError(`--html is '${file}', which can no longer be written (${systemCode(error)}).`);
  }
  print(path.resolve(file));
}

/** The path of a file to be made, as it is: nothing is written over. */
export function newFile(option: string, file: string): string {
  checkWritable(option, file);
  if (existsSync(file) && !isNoFile(file) && statSync(file).size > 0) {
    throw new InputError(
      `--${option} is '${file}', which exists and is not overwritten; give another path, or remove it.`,
    );
  }
  return file;
}

/** The path of a folder to be made, as it is: nothing is put to what others have put there. */
export function newFolder(option: string, folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length === 0) return folder;
  } catch (error) {
    throw new InputError(`--${option} is '${folder}', which ${troubleOf(error, 'written')}.`);
  }
  throw new InputError(`--${option} is '${folder}', which is not empty; give another path, or remove it.`);
}

/** Writes a file, and tells where it is unless it went to a device. */
export function writeNewFile(option: string, file: string, content: string | Uint8Array | Iterable<string>): void {
  try {
    const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    writeFileSync(file, '');
    for (const part of parts) appendFileSync(file, part);
  } catch (error) {
    throw new CommandError(`--${option} is '${file}', which can no longer be written (${systemCode(error)}).`);
  }
  if (!isNoFile(file)) print(path.resolve(file));
}

function checkWritable(option: string, file: string): void {
  try {
    const isNew = !lstatSync(file, { throwIfNoEntry: false });
    makeFolderOf(file);
    closeSync(openSync(file, 'a'));
    if (isNew) rmSync(file);
  } catch (error) {
    throw new InputError(`--${option} is '${file}', which ${troubleOf(error, 'written')}.`);
  }
}

function checkReplaceable(option: string, file: string, mark: string): void {
  if (!existsSync(file) || isNoFile(file)) return;
  const start = readInput(`--${option}`, () => startOf(file));
  if (start === '' || start.includes(mark)) return;
  throw new InputError(
    `--${option} is '${file}', which is not a page of optimizer-zoo and is not overwritten; give another path, or remove it.`,
  );
}

/** A device or a pipe holds nothing that could be lost. */
const isNoFile = (file: string): boolean => existsSync(file) && !statSync(file).isFile();

/** The first few thousand characters of a file; of one that does not exist, none. */
function startOf(file: string): string {
  if (!existsSync(file)) return '';
  const descriptor = openSync(file, 'r');
  try {
    const start = Buffer.alloc(1 << 16);
    return start.toString('utf8', 0, readSync(descriptor, start));
  } finally {
    closeSync(descriptor);
  }
}

/** Whether two paths lead to one file, which need not exist. */
function areSame(one: string, other: string): boolean {
  if (!existsSync(one) || !existsSync(other)) return realPath(one) === realPath(other);
  const [first, second] = [statSync(one, { bigint: true }), statSync(other, { bigint: true })];
  return first.dev === second.dev && first.ino === second.ino;
}

function realPath(file: string): string {
  const folder = path.dirname(path.resolve(file));
  return path.join(existsSync(folder) ? realpathSync(folder) : folder, path.basename(file));
}

/** Where something is already, opening the file tells better what is wrong with it than making the folder again. */
function makeFolderOf(file: string): void {
  const folder = path.dirname(file);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
}

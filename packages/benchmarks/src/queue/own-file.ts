import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { CommandError, systemCode } from '../cli/command-error.js';
import type { RunRecord } from '../study/run-record.js';

/** A file that nobody else writes to: a line that this process's end tears is the last one, and spoils no other. */
export interface OwnFile {
  readonly name: string;
  /** Adds a run, by one call of the system. Returns how many bytes the file then has. */
  append(run: RunRecord): number;
  close(): void;
}

/** A new file of a new name in a folder. */
export function openOwnFile(folder: string): OwnFile {
  const name = `worker-${randomBytes(8).toString('hex')}.jsonl`;
  const file = path.join(folder, name);
  let bytes = 0;
  const descriptor = attempt(file, () => {
    mkdirSync(folder, { recursive: true });
    return openSync(file, 'wx');
  });
  return {
    name,
    append(run) {
      const line = Buffer.from(`${JSON.stringify(run)}\n`);
      const written = attempt(file, () => writeSync(descriptor, line));
      if (written < line.length) throw new CommandError(`${file} cannot be written any more (the disk may be full).`);
      bytes += written;
      return bytes;
    },
    close: () => closeSync(descriptor),
  };
}

function attempt<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new CommandError(`${file} cannot be written (${systemCode(error)}).`);
  }
}

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readLinesFrom } from '../study/json-lines.js';
import type { RunRecord } from '../study/run-record.js';
import { checkRun } from '../study/store.js';

/** The files that workers write in a folder, each line of which is read once. */
export interface Followed {
  /** What was added since the last call, of the runs that are wanted; a line that cannot be used holds none. */
  added(isWanted: (id: string) => boolean): RunRecord[];
  /** Whether a file was read up to a byte. */
  hasRead(file: string, bytes: number): boolean;
}

export function followFolder(folder: string): Followed {
  const next = new Map<string, number>();
  return {
    added(isWanted) {
      const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
      const check = (value: unknown) => (isWanted(idOf(value)) ? checkRun(value) : undefined);
      return names.sort().flatMap((name) => {
        const lines = readLinesFrom(path.join(folder, name), check, next.get(name) ?? 0);
        next.set(name, lines.next);
        return lines.records.flatMap((run) => run ?? []);
      });
    },
    hasRead: (file, bytes) => (next.get(file) ?? 0) >= bytes,
  };
}

const idOf = (value: unknown) => String((value as { id?: unknown } | null)?.id);

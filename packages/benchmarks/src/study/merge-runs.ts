import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { canonicalJson } from './canonical-json.js';
import { linesOf } from './file-lines.js';
import { appendText } from './json-lines.js';
import { parseRecord } from './parse-lines.js';
import type { RunRecord } from './run-record.js';
import { checkRun } from './store.js';

/** What became of the runs of several files. */
export interface Merged {
  readonly added: number;
  /** Those that were there already. */
  readonly known: number;
  /** Of these, those that differ from what is kept in more than their times. */
  readonly conflicts: readonly RunRecord[];
  readonly complaints: readonly string[];
}

/**
 * Adds to a results file the runs of others that it does not hold, line by line as they stand. A run that failed gives way
 * to the same run that did not.
 */
export function mergeRuns(inputs: readonly string[], out: string): Merged {
  const kept = new Map<string, { digest: string; isFailed: boolean }>();
  const complaints: string[] = [];
  const conflicts: RunRecord[] = [];
  let [added, known] = [0, 0];
  const read = (file: string, onRun: (run: RunRecord, text: string) => void) =>
    complaints.push(...eachRun(file, onRun));
  const keep = (run: RunRecord) => kept.set(keyOf(run), { digest: digestOf(run), isFailed: run.status === 'failed' });
  if (existsSync(out)) read(out, keep);
  for (const input of inputs) {
    read(input, (run, text) => {
      const before = kept.get(keyOf(run));
      if (before && (run.status === 'failed' || !before.isFailed)) {
        known++;
        if (run.status !== 'failed' && digestOf(run) !== before.digest) conflicts.push(run);
        return;
      }
      appendText(out, text);
      keep(run);
      added++;
    });
  }
  return { added, known, conflicts, complaints };
}

/** A sentence on each line that cannot be used. */
function eachRun(file: string, onRun: (run: RunRecord, text: string) => void): string[] {
  const complaints: string[] = [];
  let number = 0;
  for (const { text } of linesOf(file)) {
    number++;
    if (text.trim() === '') continue;
    try {
      onRun(parseRecord(text, checkRun), text);
    } catch (error) {
      complaints.push(`${file}, line ${number} is skipped: ${(error as Error).message}`);
    }
  }
  return complaints;
}

/** Of runs of several versions each counts. */
const keyOf = ({ id, environment }: RunRecord) => `${environment.version} ${id}`;

const digestOf = (run: RunRecord): string =>
  createHash('sha256')
    .update(canonicalJson(withoutTimes(run)))
    .digest('base64')
    .slice(0, 16);

/** What the same run gives again, on whatever machine of its kind, and whenever. */
export function withoutTimes({ timing, spent, environment, study: _, ...run }: RunRecord): object {
  const { seconds: __, ...counts } = spent ?? {};
  const { date: ___, ...where } = environment;
  return { ...run, steps: timing.steps, ...(spent && { spent: counts }), environment: where };
}

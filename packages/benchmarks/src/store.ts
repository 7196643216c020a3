import { appendFileSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { runId } from './run-config.js';
import { type RunRecord, runRecord } from './run-record.js';

/** The runs of a results file by id, and a sentence on each line that could not be used. */
export interface StoredRuns {
  readonly runs: Map<string, RunRecord>;
  readonly complaints: string[];
}

/** Reads JSON lines. Of several lines with one id the last wins; an unusable line is reported and skipped. */
export function parseRuns(text: string): StoredRuns {
  const runs = new Map<string, RunRecord>();
  const complaints: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      const run = parseRun(line);
      runs.set(run.id, run);
    } catch (error) {
      complaints.push(`line ${index + 1} is skipped: ${(error as Error).message}`);
    }
  }
  return { runs, complaints };
}

/** Reads a results file; one that does not exist holds no runs. */
export function readRuns(file: string): StoredRuns {
  if (!existsSync(file)) return { runs: new Map(), complaints: [] };
  const { runs, complaints } = parseRuns(readFileSync(file, 'utf8'));
  return { runs, complaints: complaints.map((complaint) => `${file}, ${complaint}`) };
}

/** Adds one line. Nothing in the file is ever changed: a torn last line is closed off, not overwritten. */
export function appendRun(file: string, run: RunRecord): void {
  mkdirSync(path.dirname(file), { recursive: true });
  appendFileSync(file, `${endsInLine(file) ? '\n' : ''}${JSON.stringify(run)}\n`);
}

function parseRun(line: string): RunRecord {
  const result = v.safeParse(runRecord, parseJson(line), { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`${v.getDotPath(issue) ?? 'the line'} is wrong (${issue.message})`);
  }
  const { id, config } = result.output;
  if (id !== runId(config)) throw new Error(`id '${id}' is not that of its configuration, ${runId(config)}`);
  return result.output;
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

import { codeVersion } from './code-version.js';
import { readLinesFrom } from './json-lines.js';
import type { RunRecord } from './run-record.js';
import { appendRun, appendRuns, checkRun } from './store.js';

/** Runs by id. */
export type Runs = Map<string, RunRecord>;

/** A results file that is added to, by this process and perhaps by others. Runs of each version of the code are apart. */
export class ResultsFile {
  /** A sentence on each line that could not be used when the file was opened. */
  readonly complaints: readonly string[];
  private readonly byVersion = new Map<string, Runs>();
  private next = 0;

  constructor(readonly file: string) {
    this.complaints = this.read();
  }

  /** The runs that this version of the code made. */
  get runs(): Runs {
    return this.of(codeVersion());
  }

  /** The versions that runs of this file were made by, the one that last added a new run last. */
  get versions(): [version: string, runs: Runs][] {
    return [...this.byVersion].filter(([, runs]) => runs.size > 0);
  }

  /** Takes in what other processes have added. */
  refresh(): void {
    this.read();
  }

  /** Adds one run. */
  append(run: RunRecord): void {
    appendRun(this.file, run);
    this.take(run);
  }

  /** Adds some runs at once. */
  appendAll(runs: readonly RunRecord[]): void {
    if (runs.length === 0) return;
    appendRuns(this.file, runs);
    for (const run of runs) this.take(run);
  }

  private read(): string[] {
    const { records, complaints, next } = readLinesFrom(this.file, checkRun, this.next);
    for (const run of records) this.take(run);
    this.next = next;
    return complaints;
  }

  private take(run: RunRecord): void {
    this.of(run.environment.version).set(run.id, run);
  }

  private of(version: string): Runs {
    let runs = this.byVersion.get(version);
    if (!runs) {
      runs = new Map();
      this.byVersion.set(version, runs);
    }
    return runs;
  }
}

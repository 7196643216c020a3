import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../cli/command-error.js';
import type { RunConfig } from './run-config.js';
import type { RunRecord, StudyInfo } from './run-record.js';

/** What a worker is sent. */
export interface Task {
  readonly config: RunConfig;
  readonly study: StudyInfo;
}

/** Computes one run at a time. */
export interface Worker {
  /** Throws a CommandError where no worker can be had; anything else it throws is about this run. */
  run(task: Task): Promise<RunRecord>;
  /** Ends at once what it does. */
  close(): Promise<void>;
}

/** A process that is started with the first run, and anew after a run in which it died. */
export class WorkerProcess implements Worker {
  private child?: ChildProcess;

  constructor(private readonly file: URL) {}

  async run(task: Task): Promise<RunRecord> {
    const child = await this.started();
    child.send(task);
    const [run] = await messageOf(child);
    return run as RunRecord;
  }

  async close(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const gone = once(child, 'exit'); // the handle keeps this process from ending before
    child.kill('SIGKILL'); // it has nothing to put in order; a stopped process takes no other signal
    await gone;
  }

  private async started(): Promise<ChildProcess> {
    if (this.child) return this.child;
    // stdout is for what the command prints.
    const child = fork(fileURLToPath(this.file), { stdio: ['ignore', 2, 2, 'ipc'] });
    this.child = child;
    child.once('exit', () => {
      this.child = undefined;
    });
    try {
      await messageOf(child); // it is ready
      return child;
    } catch (error) {
      this.child = undefined;
      throw new CommandError(`Worker exited unexpectedly before any run: ${(error as Error).message}.`);
    }
  }
}

/** The next message of a process, or an error when it ends first. */
async function messageOf(child: ChildProcess): Promise<unknown[]> {
  const over = new AbortController();
  const { signal } = over;
  const end = once(child, 'exit', { signal }).then(([code, by]) => {
    throw new Error(`its process ended with ${by === null ? `exit code ${code}` : `signal ${by}`}`);
  });
  try {
    return await Promise.race([once(child, 'message', { signal }), end]);
  } finally {
    over.abort();
  }
}

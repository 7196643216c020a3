import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../cli/command-error.js';
import { residentMemory } from './resident-memory.js';
import type { RunConfig } from './run-config.js';
import type { RunRecord, StudyInfo } from './run-record.js';

/** What a worker is sent. */
export interface Task {
  readonly config: RunConfig;
  readonly study: StudyInfo;
}

/** What it answers: the run, and how many MB of memory the process then takes. */
export interface Answer {
  readonly run: RunRecord;
  readonly memory: number;
}

/** What a worker may take. */
export interface Limits {
  /** Seconds for one run. */
  readonly timeout: number;
  /** MB after a run, above which the process is started anew; a run that takes twice as much is ended. */
  readonly memory: number;
}

/** Computes one run at a time. */
export interface Worker {
  /** Throws a CommandError where no worker can be had; anything else it throws is about this run. */
  run(task: Task): Promise<RunRecord>;
  /** Ends at once what it does. */
  close(): Promise<void>;
}

/** Milliseconds between two looks at the memory of a process in its run. */
const interval = 1000;

/** A process that is started with the first run, and anew after one in which it died, was ended, or has grown too large. */
export class WorkerProcess implements Worker {
  private child?: ChildProcess;

  constructor(
    private readonly file: URL,
    private readonly limits: Limits = { timeout: Number.POSITIVE_INFINITY, memory: Number.POSITIVE_INFINITY },
  ) {}

  async run(task: Task): Promise<RunRecord> {
    const child = await this.started();
    const watch = this.watch(child);
    try {
      child.send(task);
      const [answer] = await Promise.race([messageOf(child), watch.excess]);
      const { run, memory } = answer as Answer;
      if (memory > this.limits.memory) await this.close();
      return run;
    } catch (error) {
      if (watch.isOver()) await this.close();
      throw error;
    } finally {
      watch.stop();
    }
  }

  async close(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.child = undefined;
    const gone = once(child, 'exit'); // the handle keeps this process from ending before
    child.kill('SIGKILL'); // it has nothing to put in order; a stopped process takes no other signal
    await gone;
  }

  /** Rejects once the run takes too long or too much. */
  private watch(child: ChildProcess) {
    const { timeout, memory } = this.limits;
    let isOver = false;
    let timer: NodeJS.Timeout | undefined;
    const excess = new Promise<never>((_, reject) => {
      const start = performance.now();
      const look = () => {
        const reason = excessOf(start, child, { timeout, memory: 2 * memory });
        isOver = reason !== undefined;
        if (reason) reject(new Error(reason));
        else timer = setTimeout(look, Math.min(interval, Math.max(1, start + timeout * 1000 - performance.now())));
      };
      if (Number.isFinite(timeout) || Number.isFinite(memory)) look();
    });
    excess.catch(() => {}); // whoever races with it is told
    return { excess, isOver: () => isOver, stop: () => clearTimeout(timer) };
  }

  private async started(): Promise<ChildProcess> {
    if (this.child) return this.child;
    // stdout is for what the command prints.
    const child = fork(fileURLToPath(this.file), { stdio: ['ignore', 2, 2, 'ipc'] });
    this.child = child;
    child.once('exit', () => {
      if (this.child === child) this.child = undefined;
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

/** What a run takes too much of, in words; undefined while it keeps within the limits. */
function excessOf(start: number, { pid }: ChildProcess, { timeout, memory }: Limits): string | undefined {
  if (performance.now() - start >= timeout * 1000) return `it took more than ${timeout} s (--timeout)`;
  const taken = residentMemory(pid!) ?? 0;
  return taken > memory ? `it took more than ${memory} MB of memory (twice --worker-memory)` : undefined;
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

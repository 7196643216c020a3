import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { CommandError, systemCode } from '../cli/command-error.js';

/** Milliseconds after which a claim lapses that nobody renews: its process, on whatever machine, is dead or stopped. */
const lifetime = 30_000;

/**
 * What this process has in work of a results file: each run a small file in a folder beside it, made by whoever claims
 * first. A claim that is taken over wrongly costs a run that is computed twice, nothing else. (Lock libraries do as much
 * with handlers on every signal, behind which Ctrl-C would have to wait.)
 */
export class Claims {
  private readonly folder: string;
  private readonly held = new Set<string>();
  private readonly renewal = setInterval(() => this.renew(), lifetime / 6).unref();

  constructor(results: string) {
    this.folder = `${results}.claims`;
  }

  /** Whether the run is now this process's to compute. */
  take(id: string): boolean {
    const file = path.join(this.folder, id);
    try {
      if (isAbandoned(file)) rmSync(file, { force: true });
      mkdirSync(this.folder, { recursive: true });
      if (!isNew(file, JSON.stringify({ host: hostname(), pid: process.pid }))) return false;
    } catch (error) {
      throw new CommandError(
        `${file}, which keeps others from the same run, cannot be written (${systemCode(error)}).`,
      );
    }
    this.held.add(file);
    return true;
  }

  release(id: string): void {
    const file = path.join(this.folder, id);
    this.held.delete(file);
    rmSync(file, { force: true });
  }

  /** Releases all, and what dead processes have left: of a run that they stored just before, nobody takes the claim over. */
  close(): void {
    clearInterval(this.renewal);
    for (const file of this.held) rmSync(file, { force: true });
    try {
      const left = readdirSync(this.folder).map((name) => path.join(this.folder, name));
      for (const file of left.filter(isAbandoned)) rmSync(file, { force: true });
      rmdirSync(this.folder);
    } catch {
      // others have claims there
    }
  }

  private renew(): void {
    const now = new Date();
    for (const file of this.held) {
      try {
        utimesSync(file, now, now);
      } catch {
        // gone: it had lapsed, and another took it over
      }
    }
  }
}

/** Writes a file, unless there is one, or its folder has just been taken away by another process that is done. */
function isNew(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes(systemCode(error))) return false;
    rmSync(file, { force: true }); // begun, but on a full disk
    throw error;
  }
}

/** Whether the process that holds a claim is dead, or gives no sign of life. */
function isAbandoned(file: string): boolean {
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
  if (mtimeMs === undefined) return false;
  if (Date.now() - mtimeMs > lifetime) return true;
  try {
    const { host, pid } = JSON.parse(readFileSync(file, 'utf8'));
    return host === hostname() && isDead(pid);
  } catch {
    return false; // it is just being written
  }
}

function isDead(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}

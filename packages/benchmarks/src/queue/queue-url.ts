import { readFileSync } from 'node:fs';
import { systemCode } from '../cli/command-error.js';
import { InputError } from '../cli/input-error.js';

/** Where a queue is, and how one gets in. */
export interface QueueAddress {
  readonly host: string;
  readonly port: number;
  /** Number of the database. */
  readonly db: number;
  readonly isEncrypted: boolean;
  readonly username?: string;
  readonly password?: string;
  /** As it may be shown: without user and password. */
  readonly shown: string;
}

/** What holds the password, and a file with nothing else in it: arguments of processes are seen by all users of a machine. */
export const passwordVariable = 'OPTIMIZER_ZOO_QUEUE_PASSWORD';
export const passwordFileVariable = `${passwordVariable}_FILE`;

const form = 'redis://host:6379, rediss://host:6379 (TLS), redis://user@host:6379/1 (a user, database 1)';

/** Reads `--queue`, and the password from where it is kept. No error repeats what might be one. */
export function readQueueUrl(text: string, environment: NodeJS.ProcessEnv = process.env): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const database = /^\/?(\d{0,4})$/.exec(url?.pathname ?? '-');
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || !url.hostname || !database || url.search || url.hash) {
    throw new InputError(`--queue cannot be read; it must be as in ${form}.`);
  }
  if (url.password !== '') {
    throw new InputError(
      `--queue holds a password, which others see among the processes of this machine; put it into the variable ${passwordVariable}, or into a file that ${passwordFileVariable} names.`,
    );
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port || 6379);
  const db = Number(database[1]);
  const username = decodeURIComponent(url.username);
  const password = passwordIn(environment);
  return {
    host,
    port,
    db,
    isEncrypted: url.protocol === 'rediss:',
    ...(username && { username }),
    ...(password && { password }),
    shown: `${url.protocol}//${url.hostname}:${port}${db > 0 ? `/${db}` : ''}`,
  };
}

function passwordIn(environment: NodeJS.ProcessEnv): string | undefined {
  const file = environment[passwordFileVariable];
  if (!file) return environment[passwordVariable];
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new InputError(`${passwordFileVariable} is '${file}', which cannot be read (${systemCode(error)}).`);
  }
}

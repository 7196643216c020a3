import type { Redis } from 'ioredis';
import { CommandError } from '../cli/command-error.js';
import { loadOptional } from '../load-optional.js';
import type { QueueAddress } from './queue-url.js';

/** Milliseconds after which a queue that does not answer is said to be away; once it has, it is waited for. */
const patience = 10_000;

/** The two packages that a queue needs, and not everybody has. */
export interface QueuePackages {
  readonly bullmq: Pick<typeof import('bullmq'), 'Queue' | 'Worker' | 'UnrecoverableError' | 'WaitingError'>;
  readonly ioredis: Pick<typeof import('ioredis'), 'Redis'>;
}

export const loadQueue = (): Promise<QueuePackages> =>
  loadOptional(
    async () => ({ bullmq: await import('bullmq'), ioredis: await import('ioredis') }),
    '--queue',
    'bullmq ioredis',
  );

/** A connection that has answered once. `tell` is given a sentence when it is lost, and one when it is back. */
export async function connect(address: QueueAddress, tell: (sentence: string) => void): Promise<Redis> {
  const {
    ioredis: { Redis },
  } = await loadQueue();
  const { host, port, db, username, password, isEncrypted, shown } = address;
  const client = new Redis({
    host,
    port,
    db,
    username,
    password,
    ...(isEncrypted && { tls: { servername: host } }),
    maxRetriesPerRequest: null, // what is asked while it is away is answered when it is back
    retryStrategy: (times: number) => Math.min(1000, 50 * times),
  });
  await answered(client, shown);
  watch(client, shown, tell);
  return client;
}

async function answered(client: Redis, shown: string): Promise<void> {
  let trouble = 'no answer';
  const sorry = () => new CommandError(`The queue at ${shown} cannot be used: ${trouble}.`);
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(sorry()), patience);
    client.on('error', (error: NodeJS.ErrnoException) => {
      trouble = reasonOf(error);
      if (isRefusal(error)) reject(sorry()); // waiting does not help
    });
  });
  try {
    await Promise.race([client.ping(), end]);
  } catch (error) {
    client.disconnect();
    if (error instanceof Error && !(error instanceof CommandError)) trouble = reasonOf(error);
    throw sorry();
  } finally {
    clearTimeout(timer);
  }
}

function watch(client: Redis, shown: string, tell: (sentence: string) => void): void {
  let isAway = false;
  client.on('error', (error: NodeJS.ErrnoException) => {
    if (!isAway) tell(`The queue at ${shown} is away (${reasonOf(error)}); it is waited for.`);
    isAway = true;
  });
  client.on('ready', () => {
    if (isAway) tell(`The queue at ${shown} is back.`);
    isAway = false;
  });
}

const isRefusal = ({ message }: Error) => /WRONGPASS|NOAUTH|NOPERM|certificate|self-signed/i.test(message);

/** A code, or what Redis answers, which never repeats what it was sent. */
const reasonOf = ({ code, message }: NodeJS.ErrnoException) => code ?? message.split('\n')[0];

/**
 * Does something with a queue, and lets go of it. What goes wrong is told without the commands that were sent: errors of
 * the connection hold these, and with them the password.
 */
export async function withQueue<T>(
  address: QueueAddress,
  tell: (sentence: string) => void,
  act: (client: Redis) => Promise<T>,
): Promise<T> {
  const client = await connect(address, tell);
  try {
    return await act(client);
  } catch (error) {
    if (error instanceof Error && 'command' in error)
      throw new CommandError(`The queue at ${address.shown}: ${error.message}.`);
    throw error;
  } finally {
    client.disconnect();
  }
}

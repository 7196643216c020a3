import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { CommandError } from '../cli/command-error.js';
import { codeVersion } from '../study/code-version.js';
import { versionKey } from './names.js';

/** The sentence with which a worker refuses what another version put in: its runs would not be the same. */
export const refusal = (shown: string, theirs: string): string =>
  `The queue at ${shown} holds runs for version ${theirs}; this is ${codeVersion()}, which would compute other runs. Start a worker of that version.`;

/** Ends a worker of another version than the queue's. */
export async function checkVersion(client: Redis, shown: string): Promise<void> {
  const theirs = await client.get(versionKey);
  if (theirs !== null && theirs !== codeVersion()) throw new CommandError(refusal(shown, theirs));
}

/** Makes this version the queue's, unless another one's jobs are left in it. */
export async function claimVersion(client: Redis, queue: Queue, shown: string): Promise<void> {
  await client.set(versionKey, codeVersion(), 'NX');
  const theirs = await client.get(versionKey);
  if (theirs === codeVersion()) return;
  const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized');
  if (Object.values(counts).some((count) => count > 0)) {
    throw new CommandError(
      `The queue at ${shown} is at work for version ${theirs}; this is ${codeVersion()}. Let it end first, or take another database (redis://host:6379/1).`,
    );
  }
  await client.set(versionKey, codeVersion());
}

import type { Redis } from 'ioredis';
import * as v from 'valibot';
import { checkSchema } from '../study/parse-lines.js';
import { kept, studiesKey, studyKey } from './names.js';

/** So many are told of, those that were put in last. */
const mostStudies = 20;

const whole = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));

const notes = v.object({
  command: v.pipe(v.string(), v.maxLength(1_000_000)),
  total: whole,
  /** Runs that are in the results file, and how many of these failed. */
  merged: whole,
  failed: whole,
  /** When it was put in, in ms, and how many runs workers have done since. */
  began: whole,
  worked: v.optional(whole, '0'),
});

/** What a queue tells of a study, for `status` alone: nothing is decided by it. */
export type StudyNotes = v.InferOutput<typeof notes>;

/** Notes that a study is put in. */
export async function noteStudy(client: Redis, key: string, command: string, total: number): Promise<void> {
  const name = studyKey(key);
  await client
    .multi()
    .del(name)
    .hset(name, { command, total, merged: 0, failed: 0, began: Date.now() })
    .expire(name, kept)
    .zadd(studiesKey, Date.now(), key)
    .exec();
}

/** Notes how far the results file is. */
export async function noteMerged(
  client: Redis,
  key: string,
  counts: { merged: number; failed: number },
): Promise<void> {
  await client.hset(studyKey(key), counts);
}

/** Notes what a job has done. */
export async function noteWorked(client: Redis, key: string, runs: number): Promise<void> {
  await client.hincrby(studyKey(key), 'worked', runs);
}

/** The studies of a queue, the oldest first; what is not of that form is passed over. */
export async function studiesIn(client: Redis): Promise<StudyNotes[]> {
  const keys = await client.zrange(studiesKey, String(-mostStudies), '-1');
  const found = await Promise.all(keys.map((key) => client.hgetall(studyKey(key))));
  return found.flatMap((value) => {
    try {
      return checkSchema(notes, value);
    } catch {
      return [];
    }
  });
}

import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import * as v from 'valibot';
import { canonicalJson } from '../study/canonical-json.js';
import { codeVersion } from '../study/code-version.js';
import { checkSchema } from '../study/parse-lines.js';
import { finite } from '../study/run-record.js';
import { measureRunTimes, type RunTimes } from '../study/run-times.js';
import type { Study } from '../study/study.js';
import { kept, studyKey } from './names.js';

const runTimes = v.strictObject({ problems: v.array(finite), optimizers: v.array(finite) });

/** The name of a study in a queue: of what it is, and the version that computes it. */
export function planKey({ optimizers, problems, seeds, budget, tune, machines, shard }: Study): string {
  const plan = { version: codeVersion(), optimizers, problems, seeds, budget, tune, machines, shard };
  return createHash('sha256').update(canonicalJson(plan)).digest('hex').slice(0, 16);
}

/**
 * By what times a study is cut into jobs: measured by whoever puts it in first. All others cut alike, so that no run lies in
 * two jobs.
 */
export async function agreedTimes(client: Redis, key: string, study: Study): Promise<RunTimes> {
  const name = `${studyKey(key)}:times`;
  const known = await client.get(name);
  if (known === null) await client.set(name, JSON.stringify(await measureRunTimes(study)), 'EX', kept, 'NX');
  const times = checkSchema(runTimes, JSON.parse(known ?? (await client.get(name)) ?? 'null'));
  const { problems, optimizers } = times;
  const isWhole = problems.length === study.problems.length && optimizers.length === study.optimizers.length;
  if (!isWhole) throw new Error(`${name} is of another study`);
  return times;
}

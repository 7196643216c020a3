import { createHash } from 'node:crypto';
import type { ProblemConfig } from '@optimizer-zoo/testbed';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import type { InstrumentName } from '../run/instrument-names.js';
import type { Budget } from './budget.js';

/** Everything that decides the outcome of a run, and what is read along it, as JSON. */
export interface RunConfig extends Budget {
  readonly optimizer: OptimizerConfig;
  readonly problem: ProblemConfig;
  readonly seed: number;
  /** Where it is computed: float64 (plain arrays, without tfjs), or a tfjs backend: cpu, wasm, webgpu, tensorflow. */
  readonly backend: string;
  readonly instruments?: readonly InstrumentName[];
}

/** The name of a run: a hash of its configuration. Cache, resuming and merging of results all rest on it. */
export const runId = (config: RunConfig): string =>
  createHash('sha256').update(canonicalJson(config)).digest('hex').slice(0, 16);

/** JSON with sorted keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  let fields = '';
  for (const key of Object.keys(value).sort()) {
    const field = (value as Record<string, unknown>)[key];
    if (field !== undefined) fields += `${fields && ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${fields}}`;
}

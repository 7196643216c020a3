import { createHash } from 'node:crypto';
import type { ProblemConfig } from '@optimizer-zoo/testbed';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import type { Budget } from './budget.js';

/** Everything that decides the outcome of a run, as JSON. */
export interface RunConfig extends Budget {
  readonly optimizer: OptimizerConfig;
  readonly problem: ProblemConfig;
  readonly seed: number;
  /** Where it is computed: float64 (plain arrays, without tfjs), or a tfjs backend: cpu, wasm, webgpu, tensorflow. */
  readonly backend: string;
}

/** The name of a run: a hash of its configuration. Cache, resuming and merging of results all rest on it. */
export const runId = (config: RunConfig): string =>
  createHash('sha256').update(canonicalJson(config)).digest('hex').slice(0, 16);

/** JSON with sorted keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

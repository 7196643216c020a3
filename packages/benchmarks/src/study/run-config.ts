import { createHash } from 'node:crypto';
import type { ProblemConfig } from '@optimizer-zoo/testbed';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import type { InstrumentName } from '../run/instrument-names.js';
import type { Budget } from './budget.js';
import { canonicalJson } from './canonical-json.js';

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

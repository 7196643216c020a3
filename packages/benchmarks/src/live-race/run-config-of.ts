import { plainArrays } from '../backends/backend-names.js';
import type { RunConfig } from '../study/run-config.js';

/** A run of the race: in float64, of so many steps. */
export type TrackConfig = Pick<RunConfig, 'optimizer' | 'problem' | 'seed'> & { readonly steps: number };

/** What the command line would be asked for. */
export const runConfigOf = (config: TrackConfig): RunConfig => ({ ...config, backend: plainArrays });

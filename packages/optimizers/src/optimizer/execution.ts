import { toggle } from '@optimizer-zoo/schedulers';
import type { Options } from '../rule/hyperparameters.js';

/**
 * How a step is carried out; an option of every optimizer.
 *
 * `inPlace` (default false) overwrites parameters on the cpu backend, which saves very large variables an allocation at
 * each step. Slices, clones and earlier `dataSync()` results of a parameter then change with it.
 */
export const execution = { inPlace: toggle(false) } as const;

export type ExecutionOptions = Options<typeof execution>;

import { choice, toggle } from '@optimizer-zoo/schedulers';
import { FastGraphBuilder } from '../kernels/fast-algebra.js';
import { GraphBuilder } from '../kernels/graph-builder.js';
import type { Options } from '../rule/hyperparameters.js';

/**
 * How a step is carried out; options of every optimizer.
 *
 * `algebra` 'exact' (the default) computes what the rule says, to the last bit as op by op on tensors. 'fast' saves
 * divisions, and its results may differ by two units in the last place; wrapped optimizers stay exact, as roundings would add
 * up.
 *
 * `inPlace` (default false) overwrites parameters on the cpu backend, which saves very large variables an allocation at
 * each step. Slices, clones and earlier `dataSync()` results of a parameter then change with it.
 */
export const execution = { algebra: choice('exact', 'fast'), inPlace: toggle(false) } as const;

export type ExecutionOptions = Options<typeof execution>;
export type Algebra = NonNullable<ExecutionOptions['algebra']>;

/** What puts a graph together, by algebra. */
export const builders: Readonly<Record<Algebra, () => GraphBuilder>> = {
  exact: () => new GraphBuilder(),
  fast: () => new FastGraphBuilder(),
};

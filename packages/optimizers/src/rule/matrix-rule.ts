import type { Settings } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs-core';
import { onEachVariable } from '../kernels/eager.js';
import { defineOptimizer, type OptimizerFactory } from '../optimizer/define-optimizer.js';
import { type Hyperparameters, resolveOptions, settingsAt } from './hyperparameters.js';
import type { Rule } from './rule.js';

/** What a matrix rule's `update` is given for one variable: tensors, and all else as numbers, switches and choices. */
export type MatrixInput<
  H extends Hyperparameters,
  Slot extends string,
  Scalar extends string = never,
  VariableState extends string = never,
> = Settings<H> & { readonly [K in Scalar | VariableState]: number } & {
  readonly [K in 'param' | 'grad' | Slot]: tf.Tensor;
};

/** What it gives. */
export type MatrixResult<Slot extends string, VariableState extends string = never> = {
  readonly [K in 'param' | Slot]: tf.Tensor;
} & { readonly [K in VariableState]: number };

/**
 * A rule that needs the whole of a tensor at once: row sums, matrix products, slots of other shapes than the variable's.
 * It is written with tf's operations, for one variable at a time, and does not fuse. All else is as in a `Rule`.
 */
export interface MatrixRule<
  H extends Hyperparameters,
  Slot extends string,
  Scalar extends string = never,
  VariableState extends string = never,
> extends Pick<
    Rule<H, Slot, never, Scalar, never, VariableState>,
    'name' | 'reference' | 'checkedAgainst' | 'hyper' | 'stepSize' | 'hostScalars' | 'variableState'
  > {
  /** The slots of a variable of this shape, with their shapes; they start at zero. */
  readonly slots: (shape: readonly number[], settings: Settings<H>) => { readonly [K in Slot]: readonly number[] };
  /** New parameter and slots of one variable; runs in a tf.tidy. */
  readonly update: (values: MatrixInput<H, Slot, Scalar, VariableState>) => MatrixResult<Slot, VariableState>;
}

/** Declares a matrix rule and makes its factory, as `defineOptimizer` does. */
export function defineMatrixOptimizer<
  const H extends Hyperparameters,
  const Slot extends string,
  Scalar extends string = never,
  const VariableState extends string = never,
>({ update, ...declared }: MatrixRule<H, Slot, Scalar, VariableState>): OptimizerFactory<H> {
  const rule = {
    ...declared,
    ...slotsOf(declared),
    update: (values: never) => onEachVariable(values, update as never),
  };
  return defineOptimizer(rule as never);
}

/** The slots of a matrix rule as a rule declares them. */
export function slotsOf<H extends Hyperparameters>({
  name,
  hyper,
  slots,
}: {
  name: string;
  hyper: H;
  slots: (shape: readonly number[], settings: Settings<H>, total: number) => object;
}) {
  const defaults = settingsAt(name, hyper, resolveOptions(name, hyper, {}), 1);
  return { slots: Object.keys(slots([1, 1], defaults, 1)), slotShapes: slots };
}

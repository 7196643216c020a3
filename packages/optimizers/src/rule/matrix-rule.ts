import type * as tf from '@tensorflow/tfjs-core';
import { onEachVariable } from '../kernels/eager.js';
import { defineOptimizer, type OptimizerFactory } from '../optimizer/define-optimizer.js';
import { type Hyperparameters, resolveOptions, type Settings, settingsAt } from './hyperparameters.js';
import type { Rule } from './rule.js';

/** What a matrix rule's `update` is given for one variable: tensors, and all else as numbers, switches and choices. */
export type MatrixInput<
  H extends Hyperparameters,
  Slot extends string,
  Scalar extends string = never,
  ScalarSlot extends string = never,
> = Settings<H> & { readonly [K in Scalar | ScalarSlot]: number } & {
  readonly [K in 'param' | 'grad' | Slot]: tf.Tensor;
};

/** What it gives. */
export type MatrixResult<Slot extends string, ScalarSlot extends string = never> = {
  readonly [K in 'param' | Slot]: tf.Tensor;
} & { readonly [K in ScalarSlot]: number };

/**
 * A rule that needs the whole of a tensor at once: row sums, matrix products, slots of other shapes than the variable's.
 * It is written with tf's operations, for one variable at a time, and does not fuse. All else is as in a `Rule`.
 */
export interface MatrixRule<
  H extends Hyperparameters,
  Slot extends string,
  Scalar extends string = never,
  ScalarSlot extends string = never,
> extends Pick<
    Rule<H, Slot, never, Scalar, never, ScalarSlot>,
    'name' | 'reference' | 'checkedAgainst' | 'hyper' | 'stepSize' | 'scalars' | 'scalarSlots'
  > {
  /** The slots of a variable of this shape, with their shapes; they start at zero. */
  readonly slots: (shape: readonly number[], settings: Settings<H>) => { readonly [K in Slot]: readonly number[] };
  /** New parameter and slots of one variable; runs in a tf.tidy. */
  readonly update: (values: MatrixInput<H, Slot, Scalar, ScalarSlot>) => MatrixResult<Slot, ScalarSlot>;
}

/** Declares a matrix rule and makes its factory, as `defineOptimizer` does. */
export function defineMatrixOptimizer<
  const H extends Hyperparameters,
  const Slot extends string,
  Scalar extends string = never,
  const ScalarSlot extends string = never,
>({ update, ...declared }: MatrixRule<H, Slot, Scalar, ScalarSlot>): OptimizerFactory<H> {
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

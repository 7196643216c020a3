import type * as tf from '@tensorflow/tfjs';
import type { Hyperparameters, Settings } from './hyperparameters.js';
import { onEachVariable } from './kernels/eager.js';
import { defineOptimizer, type OptimizerFactory } from './optimizer.js';
import type { Rule } from './rule.js';

/** What a matrix rule's `update` is given for one variable: tensors, and the settings and scalars as numbers. */
export type MatrixInput<H extends Hyperparameters, Slot extends string, Scalar extends string> = Settings<H> & {
  readonly [K in Scalar]: number;
} & { readonly [K in 'param' | 'grad' | Slot]: tf.Tensor };

/**
 * A rule that needs the whole of a tensor at once: row sums, matrix products, slots of other shapes than the variable's.
 * It is written with tf's operations, for one variable at a time, and does not fuse. All else is as in a `Rule`.
 */
export interface MatrixRule<H extends Hyperparameters, Slot extends string, Scalar extends string>
  extends Pick<
    Rule<H, Slot, never, Scalar>,
    'name' | 'reference' | 'checkedAgainst' | 'hyper' | 'stepSize' | 'scalars'
  > {
  /** The slots of a variable of this shape, with their shapes; they start at zero. */
  readonly slots: (shape: readonly number[]) => { readonly [K in Slot]: readonly number[] };
  /** New parameter and slots of one variable; runs in a tf.tidy. */
  readonly update: (values: MatrixInput<H, Slot, Scalar>) => { readonly [K in 'param' | Slot]: tf.Tensor };
}

/** Declares a matrix rule and makes its factory, as `defineOptimizer` does. */
export function defineMatrixOptimizer<
  const H extends Hyperparameters,
  const Slot extends string,
  Scalar extends string = never,
>({ slots, update, ...declared }: MatrixRule<H, Slot, Scalar>): OptimizerFactory<H> {
  const rule = {
    ...declared,
    slots: Object.keys(slots([1, 1])),
    slotShapes: slots,
    update: (values: never) => onEachVariable(values, update as never),
  };
  return defineOptimizer(rule as never);
}

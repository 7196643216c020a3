import type { NumberOption } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs-core';
import type { DefinedRule } from '../rule/define-rule.js';
import type { Evaluated } from '../rule/evaluated.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import * as inWords from '../rules/on-tensors/tensor-rule.js';
import * as overAll from '../rules/on-tensors/tensor-rule-over-all.js';

// Rules on tensors of one's own, which may be written in tfjs's own functions: they then run on tensors of tfjs alone.

/** What the `update` of a rule on tensors is given for one variable: tensors, and all else as numbers, switches and choices. */
export type TensorInput<
  H extends Hyperparameters,
  Slot extends string,
  Scalar extends string = never,
  Own extends string = never,
> = inWords.TensorInput<H, Slot, Scalar, Own, tf.Tensor>;

/** What it gives. */
export type TensorResult<Slot extends string, Own extends string = never> = inWords.TensorResult<Slot, Own, tf.Tensor>;

/** A rule that sees whole tensors, one variable at a time; its `update` runs in a tf.tidy. */
export type TensorRule<
  H extends Hyperparameters,
  Slot extends string,
  Scalar extends string = never,
  Own extends string = never,
> = inWords.TensorRule<H, Slot, Scalar, Own, tf.Tensor>;

/** What a rule over all variables is given for each. What was not measured at a step is undefined. */
export type TensorInputOverAll<
  H extends Hyperparameters,
  Slot extends string,
  Own extends string,
  Need extends Evaluated,
> = overAll.TensorInputOverAll<H, Slot, Own, Need, tf.Tensor>;

/** A rule that sees the tensors of all variables together; its `update` runs in a tf.tidy. */
export type TensorRuleOverAll<
  H extends Hyperparameters & { readonly seed: NumberOption<true> },
  Slot extends string,
  Own extends string = never,
  Need extends Evaluated = never,
> = overAll.TensorRuleOverAll<H, Slot, Own, Need, tf.Tensor>;

/** Declares a rule on tensors, as `defineRule` does. */
export const defineTensorRule = inWords.defineTensorRule as unknown as <
  const H extends Hyperparameters,
  const Slot extends string,
  Scalar extends string = never,
  const Own extends string = never,
>(
  rule: TensorRule<H, Slot, Scalar, Own>,
) => DefinedRule<H, never>;

/** Declares a rule on tensors over all variables. */
export const defineTensorRuleOverAll = overAll.defineTensorRuleOverAll as unknown as <
  const H extends Hyperparameters & { readonly seed: NumberOption<true> },
  const Slot extends string,
  const Own extends string = never,
  const Need extends Evaluated = never,
>(
  rule: TensorRuleOverAll<H, Slot, Own, Need>,
) => overAll.DrawingRule<H, Need>;

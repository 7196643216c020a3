import { checked, choice, integer, number, type OptionTypes, optional, type Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { orders } from './dominant-pairs.js';

const isListOf = (value: unknown, type: typeof tf.Tensor | typeof tf.Variable) =>
  Array.isArray(value) && value.every((one) => one instanceof (type as typeof tf.Tensor));

const variables = optional(
  checked<readonly tf.Variable[]>((value) => isListOf(value, tf.Variable), 'a list of variables'),
);

/** A point or a direction: one tensor for each variable. */
export type Weights = readonly tf.Tensor[];

export const weights = checked<Weights>(
  (value) => isListOf(value, tf.Tensor),
  'a list of tensors, one for each variable',
);

/** Two numbers, the lower first. */
export const range = checked<readonly [number, number]>(
  (value) => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] < value[1],
  'two finite numbers, the lower first',
);

/** What all instruments have: where they look, and the seed of what they draw. */
export const common = { variables, seed: integer('[0, inf)', 0) };

/** What those have that look for eigenvalues. */
export const searchOptions = {
  k: integer('[1, inf)', 1),
  which: choice(...(Object.keys(orders) as (keyof typeof orders)[])),
  iterations: integer('[1, inf)', 200),
  tolerance: number('(0, 1)', 1e-5),
  ...common,
} satisfies OptionTypes;

export const searchFault = ({ k, iterations }: Pick<Settings<typeof searchOptions>, 'k' | 'iterations'>) =>
  iterations < k ? `iterations is ${iterations}, but must be k, ${k}, or more` : undefined;

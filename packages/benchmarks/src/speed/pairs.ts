import { adadelta, adagrad, adam, adamax, momentum, rmsprop, sgd } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';
import type { pairNames } from './pair-names.js';

/** A rule that both have, with the same step size. */
export interface Pair {
  /** Names of the slots that the rule keeps for each parameter. */
  readonly slots: readonly string[];
  zoo(): tf.Optimizer;
  builtIn(): tf.Optimizer;
}

const byName: Readonly<Record<(typeof pairNames)[number], Pair>> = {
  sgd: pair(sgd, () => tf.train.sgd(0.01)),
  momentum: pair(momentum, () => tf.train.momentum(0.01, 0.9)),
  adam: pair(adam, () => tf.train.adam(0.001)),
  adamax: pair(adamax, () => tf.train.adamax(0.002)),
  adagrad: pair(adagrad, () => tf.train.adagrad(0.01)),
  adadelta: pair(adadelta, () => tf.train.adadelta(1)),
  rmsprop: pair(rmsprop, () => tf.train.rmsprop(0.001)),
};

/** Every rule that exists in the zoo and in tf; tf's goes by the same name, as tf.train.adam. */
export const pairs: Readonly<Record<string, Pair>> = byName;

function pair(
  factory: () => tf.Optimizer & { readonly rule: { readonly slots: readonly string[] } },
  builtIn: () => tf.Optimizer,
): Pair {
  return { slots: factory().rule.slots, zoo: () => factory(), builtIn };
}

const bytesPerFloat = 4;

/**
 * Bytes for each parameter: what the optimizer keeps, and what an update must at least move: it reads parameter,
 * gradient and slots, and writes parameter and slots.
 */
export const bytesPerParameter = ({ slots }: Pick<Pair, 'slots'>) => ({
  state: bytesPerFloat * slots.length,
  traffic: bytesPerFloat * (2 + slots.length + 1 + slots.length),
});

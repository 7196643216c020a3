import type * as tf from '@tensorflow/tfjs-core';
import type { Hyperparameters, Options } from '../rule/hyperparameters.js';
import { registerWrapper } from '../rule/wrap-rule.js';
import type { AnyWrapper, DefinedWrapper } from '../rule/wrapper.js';
import { isZooOptimizer } from './is-zoo-optimizer.js';
import type { ZooOptimizer } from './optimizer.js';
import type { Match } from './variable-match.js';
import { refuseToWrap, wrapped } from './wrapped.js';

/** What may be given to a wrapper: its hyperparameters, and which variables it leaves out, if it can. */
export type WrapperOptions<H extends Hyperparameters, Excluded extends string> = Options<H> &
  ([Excluded] extends [never] ? unknown : { exclude?: Match | undefined });

/** A wrapper's public face: `ema(adam(), { … })` gives an optimizer, `ema.wrapper` is the declaration. */
export interface WrapperFunction<H extends Hyperparameters = Hyperparameters, Excluded extends string = never> {
  (optimizer: ZooOptimizer, options?: WrapperOptions<H, Excluded>): ZooOptimizer;
  readonly wrapper: AnyWrapper;
}

/**
 * The function of a wrapper, whose name becomes known to `loadLayersModel`: `lookahead(adam(), { syncPeriod: 6 })` gives
 * another optimizer.
 *
 * @throws (the function) if the optimizer has made steps already, has an option or a state of the same name, or gathers
 *   gradients where each call must be a step.
 */
export function wrapping<const H extends Hyperparameters, const Excluded extends string>(
  wrapper: DefinedWrapper<H, Excluded>,
): WrapperFunction<H, Excluded> {
  registerWrapper(wrapper);
  const wrap = (optimizer: ZooOptimizer, given: WrapperOptions<H, Excluded> = {} as never) => {
    if (!isZooOptimizer(optimizer)) refuseToWrap(wrapper, optimizer);
    const { rule, options, groups } = wrapped<tf.Variable>(wrapper, optimizer.rule, given);
    return optimizer.rewritten(rule, options, groups);
  };
  return Object.assign(wrap, { wrapper });
}

import { checkOptions, show } from '@optimizer-zoo/schedulers';
import type { Hyperparameters, Options } from '../rule/hyperparameters.js';
import { registerWrapper, wrapRule } from '../rule/wrap-rule.js';
import type { AnyWrapper, DefinedWrapper } from '../rule/wrapper.js';
import { isZooOptimizer } from './is-zoo-optimizer.js';
import type { ZooOptimizer } from './optimizer.js';
import type { Group, Match } from './variable-match.js';

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
  const { name, hyper, excludedFrom } = wrapper;
  registerWrapper(wrapper);
  const wrap = (optimizer: ZooOptimizer, given: WrapperOptions<H, Excluded> = {} as never) => {
    if (!isZooOptimizer(optimizer)) {
      throw new Error(`${name} wraps an optimizer such as adam(), not ${showOther(optimizer)}.`);
    }
    checkOptions(name, given, `${Object.keys(hyper)[0]}: …`);
    const rule = wrapRule(wrapper, optimizer.rule.declared ?? optimizer.rule);
    if (excludedFrom === undefined) return optimizer.rewritten(rule, given);
    const { exclude, ...options }: { exclude?: Match | undefined } = given;
    const groups: Group[] = exclude === undefined ? [] : [{ match: exclude, options: { [excludedFrom]: 0 } as never }];
    return optimizer.rewritten(rule, options, groups);
  };
  return Object.assign(wrap, { wrapper });
}

/** What is no rule, as an error shows it. */
const showOther = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'method' in value
    ? `${(value as { method: { name: string } }).method.name}, which is no rule`
    : show(value);

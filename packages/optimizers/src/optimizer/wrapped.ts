import { checkOptions, show } from '@optimizer-zoo/schedulers';
import type { AnyRule } from '../rule/any-rule.js';
import { wrapRule } from '../rule/wrap-rule.js';
import type { AnyWrapper } from '../rule/wrapper.js';
import type { GroupOf } from './groups.js';
import type { MatchOf, Named } from './match.js';

/** What a wrapper makes of an optimizer. */
export interface Wrapped<V extends Named> {
  readonly rule: AnyRule;
  /** Its own options. */
  readonly options: Readonly<Record<string, unknown>>;
  /** For the variables that it leaves out. */
  readonly groups: readonly GroupOf<V>[];
}

/** A wrapper around a rule, with what its function was given. */
export function wrapped<V extends Named>(wrapper: AnyWrapper, rule: AnyRule, given: object): Wrapped<V> {
  const { name, hyper, excludedFrom } = wrapper;
  checkOptions(name, given, `${Object.keys(hyper)[0]}: …`);
  const both = wrapRule(wrapper, rule.declared ?? rule);
  if (excludedFrom === undefined) return { rule: both, options: { ...given }, groups: [] };
  const { exclude, ...options }: { exclude?: MatchOf<V> | undefined } = given;
  const groups = exclude === undefined ? [] : [{ match: exclude, options: { [excludedFrom]: 0 } as never }];
  return { rule: both, options, groups };
}

/** Throws of what is no optimizer that a wrapper can be put around. */
export function refuseToWrap({ name }: AnyWrapper, value: unknown): never {
  const isMethod = typeof value === 'object' && value !== null && 'method' in value;
  const shown = isMethod ? `${(value as { method: { name: string } }).method.name}, which is no rule` : show(value);
  throw new Error(`${name} wraps an optimizer such as adam(), not ${shown}.`);
}

import type { AnyRule, Value } from '@optimizer-zoo/optimizers';
import { factoryOf, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';

/** Of rules whose options are numbers. */
interface Parts extends Pick<Partial<AnyRule>, 'hostScalars'> {
  update?(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>>;
}

/** The same optimizer with some of its rule replaced, and the same options: how one is broken. */
export function altered({ rule: form, options, curvature }: RuleOptimizer, parts: Parts): RuleOptimizer {
  const rule = form.declared ?? form; // of which the options choose the form again
  return factoryOf({ ...rule, ...parts }, curvature)(options as never);
}

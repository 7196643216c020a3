import { checkOptions, show } from '@optimizer-zoo/schedulers';
import type { ZooOptimizer } from './optimizer.js';
import type { AnyRule } from './rule.js';

interface Form {
  (options?: never): ZooOptimizer;
  readonly rule: AnyRule;
}

type OptionsOf<F> = F extends (options?: infer Options) => ZooOptimizer ? NonNullable<Options> : never;

type VariantOptions<Forms, Default> = {
  [K in keyof Forms]: (K extends Default ? { variant?: K | undefined } : { variant: K }) & OptionsOf<Forms[K]>;
}[keyof Forms];

/** One factory for forms of an algorithm that differ in state or needs; `variant` names the form. */
export function variants<
  const Forms extends Readonly<Record<string, Form>>,
  const Default extends keyof Forms & string,
>(
  name: string,
  forms: Forms,
  byDefault: Default,
): { (options?: VariantOptions<Forms, Default>): ZooOptimizer; readonly rule: AnyRule } {
  const factory = (given: { variant?: PropertyKey } = {}) => {
    checkOptions(name, given, 'learningRate: 0.01');
    const { variant = byDefault, ...options } = given;
    if (typeof variant === 'string' && Object.hasOwn(forms, variant)) return forms[variant](options as never);
    throw new Error(
      `${name}: variant is ${show(variant)}, but must be one of ${Object.keys(forms).map(show).join(', ')}.`,
    );
  };
  return Object.assign(factory, { rule: forms[byDefault].rule });
}

import { checkOptions, choice, show } from '@optimizer-zoo/schedulers';
import type { ZooOptimizer } from '../optimizer/optimizer.js';
import type { Hyperparameters } from './hyperparameters.js';
import type { AnyRule } from './rule.js';

/** A factory of optimizers, some of whose forms may be rules of their own. */
export interface Factory {
  (options?: never): ZooOptimizer;
  readonly rule: AnyRule;
  /** The rules that it takes instead of its own, by what asks for them. */
  readonly forms?: Readonly<Record<string, AnyRule>>;
  /** Options that ask for a form and are no rule's. */
  readonly choosing?: Hyperparameters;
}

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
): ((options?: VariantOptions<Forms, Default>) => ZooOptimizer) &
  Pick<Required<Factory>, 'rule' | 'forms' | 'choosing'> {
  const factory = (given: { variant?: PropertyKey } = {}) => {
    checkOptions(name, given, 'learningRate: 0.01');
    const { variant = byDefault, ...options } = given;
    if (typeof variant === 'string' && Object.hasOwn(forms, variant)) return forms[variant](options as never);
    throw new Error(
      `${name}: variant is ${show(variant)}, but must be one of ${Object.keys(forms).map(show).join(', ')}.`,
    );
  };
  const others = Object.entries(forms).filter(([form]) => form !== byDefault);
  return Object.assign(factory, {
    rule: forms[byDefault].rule,
    forms: Object.fromEntries(others.map(([form, { rule }]) => [`variant=${form}`, rule])),
    choosing: { variant: choice(byDefault, ...others.map(([form]) => form)) },
  });
}

import type { ZooOptimizer } from './optimizer.js';
import type { AnyRule } from './rule.js';

interface Form {
  (options?: never): ZooOptimizer;
  readonly rule: AnyRule;
}

type OptionsOf<F> = F extends (options?: infer Options) => ZooOptimizer ? NonNullable<Options> : never;

/** One factory for forms of an algorithm that differ in state or needs; `variant` names the form, the first by default. */
export function variants<const Forms extends Readonly<Record<string, Form>>>(
  name: string,
  forms: Forms,
): {
  (options?: { [K in keyof Forms]: { variant?: K } & OptionsOf<Forms[K]> }[keyof Forms]): ZooOptimizer;
  readonly rule: AnyRule;
} {
  const names = Object.keys(forms);
  const factory = ({ variant = names[0], ...options }: { variant?: PropertyKey } = {}) => {
    if (typeof variant === 'string' && Object.hasOwn(forms, variant)) return forms[variant](options as never);
    throw new Error(
      `${name}: variant is '${String(variant)}', but must be one of ${names.map((known) => `'${known}'`).join(', ')}.`,
    );
  };
  return Object.assign(factory, { rule: forms[names[0]].rule });
}

import type { Settings } from '@optimizer-zoo/schedulers';
import type { RuleInput } from '../../rule/any-rule.js';
import { type DefinedRule, defineRule } from '../../rule/define-rule.js';
import { type Hyperparameters, resolveOptions, settingsAt } from '../../rule/hyperparameters.js';
import { mapValues } from '../../rule/map-values.js';
import type { Rule } from '../../rule/rule.js';
import { Value } from '../../rule/value.js';
import type { Tensor } from '../../words/tensor.js';

/** What the `update` of a rule on tensors is given for one variable: tensors, and all else as numbers, switches and choices. */
export type TensorInput<
  H extends Hyperparameters,
  Slot extends string,
  Scalar extends string = never,
  Own extends string = never,
  T = Tensor,
> = Settings<H> & { readonly [K in Scalar | Own]: number } & {
  readonly [K in 'param' | 'grad' | Slot]: T;
};

/** What it gives. */
export type TensorResult<Slot extends string, Own extends string = never, T = Tensor> = {
  readonly [K in 'param' | Slot]: T;
} & { readonly [K in Own]: number };

/**
 * A rule that needs the whole of a tensor at once: row sums, matrix products, slots of other shapes than the variable's.
 * It is written in words that a machine carries out, for one variable at a time, and does not fuse. All else is as in a `Rule`.
 */
export interface TensorRule<
  H extends Hyperparameters,
  Slot extends string,
  Scalar extends string = never,
  Own extends string = never,
  T = Tensor,
> extends Pick<
    Rule<H, Slot, never, Scalar, never, Own>,
    'name' | 'reference' | 'checkedAgainst' | 'hyper' | 'stepSize' | 'hostScalars' | 'variableState'
  > {
  /** The slots of a variable of this shape, with their shapes; they start at zero. */
  readonly slots: (shape: readonly number[], settings: Settings<H>) => { readonly [K in Slot]: readonly number[] };
  /** New parameter and slots of one variable; on tfjs it runs in a tf.tidy. */
  readonly update: (values: TensorInput<H, Slot, Scalar, Own, T>) => TensorResult<Slot, Own, T>;
}

/** Declares a rule on tensors, as `defineRule` does. */
export function defineTensorRule<
  const H extends Hyperparameters,
  const Slot extends string,
  Scalar extends string = never,
  const Own extends string = never,
>({ update, ...declared }: TensorRule<H, Slot, Scalar, Own>): DefinedRule<H, never> {
  const rule = {
    ...declared,
    ...slotsOf(declared),
    update: (values: RuleInput) => onVariables(values, (variables) => variables.map(update as never)),
  };
  return defineRule(rule as never) as unknown as DefinedRule<H, never>;
}

type Named = Readonly<Record<string, unknown>>;

/** Gives a function what each variable has, by name: tensors, numbers, switches and choices. */
export function onVariables(
  values: RuleInput,
  update: (variables: readonly Named[]) => readonly Named[],
): Record<string, Value> {
  const param = values.param as Value;
  if (!param.parts) throw new TypeError('A rule on tensors is carried out on tensors alone; it has no graph.');
  const names = Object.keys(values);
  const results = update(
    param.parts.map((_, index) => {
      const own: Record<string, unknown> = {};
      for (const name of names) {
        const { [name]: value } = values;
        own[name] = value instanceof Value ? value.parts![index] : value;
      }
      return own;
    }),
  );
  return mapValues(results[0], (_, name) => param.of!(results.map((result) => result[name])));
}

/** The slots of a rule on tensors as a rule declares them. */
export function slotsOf<H extends Hyperparameters>({
  name,
  hyper,
  slots,
}: {
  name: string;
  hyper: H;
  slots: (shape: readonly number[], settings: Settings<H>, total: number) => object;
}) {
  const defaults = settingsAt(name, hyper, resolveOptions(name, hyper, {}), 1);
  return { slots: Object.keys(slots([1, 1], defaults, 1)), slotShapes: slots };
}

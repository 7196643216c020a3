import { type NumberOption, type Settings, show } from '@optimizer-zoo/schedulers';
import type { AnyRule, RuleInput } from '../../rule/any-rule.js';
import { type DefinedRule, defineRule } from '../../rule/define-rule.js';
import type { Evaluated, EvaluatedTensor } from '../../rule/evaluated.js';
import type { Hyperparameters } from '../../rule/hyperparameters.js';
import type { Rule } from '../../rule/rule.js';
import type { RandomTensors, Tensor } from '../../words/tensor.js';
import * as t from '../../words/words.js';
import { onVariables, slotsOf, type TensorInput, type TensorResult, type TensorRule } from './tensor-rule.js';

/** What such a rule is given for each variable. What was not measured at a step is undefined. */
export type TensorInputOverAll<
  H extends Hyperparameters,
  Slot extends string,
  Own extends string,
  Need extends Evaluated,
  T = Tensor,
> = TensorInput<H, Slot, never, Own, T> & {
  readonly [K in Extract<Need, EvaluatedTensor>]: T | undefined;
};

/**
 * A rule on tensors that looks at all variables together, and draws random numbers; its hyperparameters have a `seed`. They are
 * the same for all variables, but for the step size.
 */
export interface TensorRuleOverAll<
  H extends Hyperparameters & { readonly seed: NumberOption<true> },
  Slot extends string,
  Own extends string = never,
  Need extends Evaluated = never,
  T = Tensor,
> extends Omit<TensorRule<H, Slot, never, Own, T>, 'slots' | 'update' | 'hostScalars'>,
    Pick<Rule<H, Slot, never, never, Need, Own>, 'needs' | 'measuredBy'> {
  /**
   * The slots of a variable of this shape, with their shapes; they start at zero. `total` is the number of elements of all
   * variables of the step: a variable whose shapes change with it starts anew.
   */
  readonly slots: (
    shape: readonly number[],
    settings: Settings<H>,
    total: number,
  ) => { readonly [K in Slot]: readonly number[] };
  /**
   * New parameters and slots, in the order in which the variables are given: that in which they were first trained, also
   * after loading. Those without elements are left out. On tfjs it runs in a tf.tidy.
   */
  readonly update: (
    variables: readonly TensorInputOverAll<H, Slot, Own, Need, T>[],
    random: RandomTensors<T>,
  ) => readonly TensorResult<Slot, Own, T>[];
}

/** A rule that draws: its optimizers have the option `random`, another source of random numbers than the seed. */
export interface DrawingRule<H extends Hyperparameters, Need extends Evaluated> extends DefinedRule<H, Need> {
  readonly draws: true;
}

/** Apart from the random numbers of gradient sources, whose seed may be the same. */
const stream = 2 ** 40;

/** What is known of a variable in every such rule; its place is 0 before its first step. */
interface Placed {
  readonly [name: string]: unknown;
  /** tfjs numbers its variables. */
  readonly param: Tensor & { readonly id?: number };
  readonly place: number;
  readonly now: number;
  readonly seed: number;
}

/** Declares a rule on tensors over all variables. */
export function defineTensorRuleOverAll<
  const H extends Hyperparameters & { readonly seed: NumberOption<true> },
  const Slot extends string,
  const Own extends string = never,
  const Need extends Evaluated = never,
>({ update, ...declared }: TensorRuleOverAll<H, Slot, Own, Need>): DrawingRule<H, Need> {
  const { slots, slotShapes } = slotsOf(declared);
  const kept = ['param', ...slots, ...Object.keys(declared.variableState ?? {})];
  const rule = {
    ...declared,
    slots,
    slotShapes,
    variableState: { ...declared.variableState, place: 0 },
    overAll: true,
    draws: true,
    hostScalars: (_: unknown, step: number) => ({ now: step }),
    update(this: AnyRule, values: RuleInput) {
      return onVariables(values, (given) => {
        const variables = placed(given as unknown as Placed[]);
        checkAlike(declared, variables);
        const full = variables.filter(({ param }) => param.size > 0);
        const { now, seed } = variables[0];
        const results = full.length > 0 ? update(full as never, t.random(now, stream + seed, this.random)) : [];
        return given.map((own) => {
          const variable = variables.find(({ param }) => param === own.param)!;
          const unchanged = () => Object.fromEntries(kept.map((name) => [name, own[name] as number]));
          return { ...(results[full.indexOf(variable)] ?? unchanged()), place: variable.place };
        });
      });
    },
  };
  return defineRule(rule as never) as unknown as DrawingRule<H, Need>;
}

/** Throws if groups give variables different options. */
function checkAlike(
  { name, hyper, stepSize = 'learningRate' }: Pick<AnyRule, 'name' | 'hyper' | 'stepSize'>,
  [first, ...others]: readonly Placed[],
): void {
  for (const option of Object.keys(hyper)) {
    const other = others.find((own) => own[option] !== first[option]);
    if (!other || option === stepSize) continue;
    throw new Error(
      `${name}: ${option} is ${show(first[option])} for some variables and ${show(other[option])} for others, but of its options groups may differ in ${stepSize} alone.`,
    );
  }
}

/** Variables by their places; new ones come last, in the order in which they were made, as gradients come in any. */
function placed(variables: readonly Placed[]): Placed[] {
  const placeOf = ({ place }: Placed) => (place > 0 ? place : Number.POSITIVE_INFINITY);
  const sorted = [...variables].sort((a, b) => placeOf(a) - placeOf(b) || (a.param.id ?? 0) - (b.param.id ?? 0));
  let last = 0;
  return sorted.map((own) => {
    last = own.place > 0 ? own.place : last + 1;
    return { ...own, place: last };
  });
}

import type { NumberOption, Settings } from '@optimizer-zoo/schedulers';
import type { AnyRule, RuleInput } from './any-rule.js';
import type { Hyperparameters } from './hyperparameters.js';
import type { Operand, Value } from './value.js';

/** New values that a rule's `update` gives, by name. */
export type Results = { readonly param: Value } & Readonly<Record<string, Value>>;

/** The wrapped rule, as a wrapper's `update` sees it. */
export interface Inner {
  readonly rule: AnyRule;
  /** Its step size, whatever it is called. */
  readonly stepSize: Value;
  /** Its step, with some of what it is given replaced. */
  step(changes?: RuleInput): Results;
  /** Its step without decoupled weight decay. */
  stepWithoutDecay(): Results;
  /** Its step where the condition holds; everything as it was elsewhere. */
  stepIf(condition: Value, changes?: RuleInput): Results;
  /** Whether something that it keeps is one for all variables, so that they must make their steps together. */
  readonly looksAtAll: boolean;
}

/** All names of what a wrapper is given. */
type Given<H extends Hyperparameters, Own extends string> = {
  readonly [K in keyof H]: H[K] extends NumberOption ? Value : Settings<H>[K];
} & { readonly [K in 'param' | 'grad' | Own]: Value };

/** What a wrapper is given: its own quantities, the parameter and the gradient; undefined where `onlyIf` says so. */
export type WrapperInput<H extends Hyperparameters, Own extends string, OnlyIf extends string = never> = Omit<
  Given<H, Own>,
  OnlyIf
> &
  Partial<Pick<Given<H, Own>, OnlyIf & keyof Given<H, Own>>>;

/**
 * A rule around a rule, as data plus small functions; the two are traced together and fuse into one kernel. Hyperparameters,
 * state and host scalars are declared as in a `Rule`, and share the wrapped rule's scope.
 */
export interface Wrapper<
  H extends Hyperparameters,
  Slot extends string,
  Global extends string,
  Scalar extends string,
  Own extends string,
  OnlyIf extends string,
> {
  readonly name: string;
  /** Authors, year, where. */
  readonly reference: string;
  readonly hyper: H;
  readonly slots?: readonly Slot[];
  readonly initial?: (values: { readonly param: Value }) => { readonly [K in Slot]?: Operand };
  readonly variableState?: { readonly [K in Own]: number };
  readonly globalState?: { readonly [K in Global]: number };
  readonly onlyIf?: { readonly [K in OnlyIf]: (settings: Settings<H>) => boolean };
  /** The hyperparameter that is 0 for the variables that the option `exclude` means, where it has that option. */
  readonly excludedFrom?: keyof H & string;
  readonly hostScalars?: (
    settings: Settings<H>,
    step: number,
    kept: { readonly [K in Global | Own]?: number },
  ) => { readonly [K in Scalar]: number };
  /** The step that the wrapped rule is at, where it does not make one each time. Schedules follow it. */
  readonly clock?: (step: number, globalState: { readonly [K in Global]?: number }) => number;
  /** The step that it is at for one variable: `step` counts the calls that had a gradient for it. */
  readonly ownClock?: (step: number, scalars: { readonly [K in Own]?: number }) => number;
  /** Whether it gathers gradients and makes a step now and then only. */
  readonly accumulates?: boolean;
  /** Whether it means each call to be a step: around a rule that accumulates it is refused. */
  readonly meansSteps?: boolean;
  /** What is wrong with a variable, in words, if the wrapped rule looks at all of them; undefined if nothing is. */
  readonly astray?: (values: Settings<H> & { readonly [K in Global | Own]: number }) => string | undefined;
  /** The whole step: what the wrapped rule gives, changed at will, and the wrapper's own state. */
  readonly update: (
    values: WrapperInput<H, Slot | Global | Scalar | Own, OnlyIf>,
    inner: Inner,
  ) => Results & { readonly [K in Exclude<Slot | Global | Own, OnlyIf>]: Value };
  /** As in a `Rule`; in place of the wrapped rule's. */
  readonly gradientAt?: (values: WrapperInput<H, Slot | Global | Scalar | Own, OnlyIf>) => Value;
  readonly evaluateAt?: (values: WrapperInput<H, Slot | Global | Scalar | Own, OnlyIf>) => Value;
}

/** A wrapper whose types are forgotten. */
export interface AnyWrapper extends Wrapper<Hyperparameters, string, string, string, string, string> {
  /** Of a wrapper of tf.Optimizers: what it needs of them (`Parts`). */
  readonly parts?: object;
}

/** A wrapper of which options are still known. */
export interface DefinedWrapper<H extends Hyperparameters, Excluded extends string = string> extends AnyWrapper {
  readonly hyper: H;
  readonly excludedFrom?: Excluded;
}

/** Declares a wrapper; `wrapping` makes its function, and its name known to `loadLayersModel`. */
export function defineWrapper<
  const H extends Hyperparameters,
  const Slot extends string = never,
  const Global extends string = never,
  Scalar extends string = never,
  const Own extends string = never,
  const OnlyIf extends string = never,
  const Excluded extends string = never,
>(
  declared: Wrapper<H, Slot, Global, Scalar, Own, OnlyIf> & { readonly excludedFrom?: Excluded },
): DefinedWrapper<H, Excluded> {
  return declared as unknown as DefinedWrapper<H, Excluded>;
}

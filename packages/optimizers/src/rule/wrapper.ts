import { checkOptions, type NumberOption, type Settings, show } from '@optimizer-zoo/schedulers';
import { isZooOptimizer, type ZooOptimizer } from '../optimizer/optimizer.js';
import type { SecondOrderMethod } from '../second-order/method.js';
import type { Hyperparameters, Options } from './hyperparameters.js';
import type { AnyRule, RuleInput } from './rule.js';
import type { Operand, Value } from './value.js';
import { type AnyWrapper, addWrapper, wrapRule } from './wrap-rule.js';

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

/** What a wrapper is given: its own quantities, the parameter and the gradient. */
export type WrapperInput<H extends Hyperparameters, Own extends string> = {
  readonly [K in keyof H]: H[K] extends NumberOption ? Value : Settings<H>[K];
} & { readonly [K in 'param' | 'grad' | Own]: Value };

/**
 * A rule around a rule, as data plus small functions; the two are traced together and fuse into one kernel. Hyperparameters,
 * state and host scalars are declared as in a `Rule`, and share the wrapped rule's scope.
 */
export interface Wrapper<
  H extends Hyperparameters,
  Slot extends string,
  Memory extends string,
  Scalar extends string,
  VariableState extends string,
> {
  readonly name: string;
  /** Authors, year, where. */
  readonly reference: string;
  readonly hyper: H;
  readonly slots?: readonly Slot[];
  readonly initial?: (values: { readonly param: Value }) => { readonly [K in Slot]?: Operand };
  readonly variableState?: { readonly [K in VariableState]: number };
  readonly globalState?: { readonly [K in Memory]: number };
  readonly hostScalars?: (
    settings: Settings<H>,
    step: number,
    kept: { readonly [K in Memory | VariableState]?: number },
  ) => { readonly [K in Scalar]: number };
  /** The step that the wrapped rule is at, where it does not make one each time. Schedules follow it. */
  readonly clock?: (step: number, globalState: { readonly [K in Memory]?: number }) => number;
  /** The step that it is at for one variable: `step` counts the calls that had a gradient for it. */
  readonly ownClock?: (step: number, scalars: { readonly [K in VariableState]?: number }) => number;
  /** Whether it gathers gradients and makes a step now and then only. */
  readonly accumulates?: boolean;
  /** Whether it means each call to be a step: around a rule that accumulates it is refused. */
  readonly meansSteps?: boolean;
  /** What is wrong with a variable, in words, if the wrapped rule looks at all of them; undefined if nothing is. */
  readonly astray?: (values: Settings<H> & { readonly [K in Memory | VariableState]: number }) => string | undefined;
  /** The whole step: what the wrapped rule gives, changed at will, and the wrapper's own state. */
  readonly update: (
    values: WrapperInput<H, Slot | Memory | Scalar | VariableState>,
    inner: Inner,
  ) => Results & { readonly [K in Slot | Memory | VariableState]: Value };
  /** As in a `Rule`; in place of the wrapped rule's. */
  readonly gradientAt?: (values: WrapperInput<H, Slot | Memory | Scalar | VariableState>) => Value;
  readonly evaluateAt?: (values: WrapperInput<H, Slot | Memory | Scalar | VariableState>) => Value;
}

/** A wrapper's public face: `ema(adam(), { … })` gives an optimizer, `ema.wrapper` is the declaration. */
export interface WrapperFunction<H extends Hyperparameters> {
  (optimizer: ZooOptimizer, options?: Options<H>): ZooOptimizer;
  readonly wrapper: AnyWrapper;
}

/**
 * Declares a wrapper and makes its function: `lookahead(adam({ learningRate: 0.01 }), { syncPeriod: 6 })` gives another
 * optimizer.
 *
 * @throws (the function) if the optimizer has made steps already, has an option or a state of the same name, or gathers
 *   gradients where each call must be a step.
 */
export function defineWrapper<
  const H extends Hyperparameters,
  const Slot extends string = never,
  const Memory extends string = never,
  Scalar extends string = never,
  const VariableState extends string = never,
>(declared: Wrapper<H, Slot, Memory, Scalar, VariableState>): WrapperFunction<H> {
  const wrapper = declared as unknown as AnyWrapper;
  addWrapper(wrapper);
  const wrap = (optimizer: ZooOptimizer, options: Options<H> = {}) => {
    if (!isZooOptimizer(optimizer)) {
      throw new Error(`${wrapper.name} wraps an optimizer such as adam(), not ${showOther(optimizer)}.`);
    }
    checkOptions(wrapper.name, options, `${Object.keys(wrapper.hyper)[0]}: …`);
    return optimizer.rewritten(wrapRule(wrapper, optimizer.rule), options);
  };
  return Object.assign(wrap, { wrapper });
}

/** What is no rule, as an error shows it. */
const showOther = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'method' in value
    ? `${(value as { method: SecondOrderMethod }).method.name}, which is no rule`
    : show(value);

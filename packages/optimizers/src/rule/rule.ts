import type { NumberOption, Option, Settings } from '@optimizer-zoo/schedulers';
import type { Evaluated, EvaluatedTensor } from './evaluated.js';
import type { Hyperparameters, Options } from './hyperparameters.js';
import type { TfSlot } from './tf-slot.js';
import type { Operand, Value } from './value.js';

/** A gradient source by name, as it is saved. */
export interface SourceConfig {
  readonly source: string;
  readonly options: Readonly<Record<string, number | boolean | string>>;
}

/** All names of what `update` is given. */
type Given<H, State extends string, Scalar extends string, Need extends Evaluated> = {
  readonly [K in keyof H]: H[K] extends NumberOption ? Value : H[K] extends Option<never, infer V> ? V : never;
} & { readonly [K in 'param' | 'grad' | State | Scalar | Exclude<Need, EvaluatedTensor>]: Value } & {
  readonly [K in Extract<Need, EvaluatedTensor>]: Value | undefined;
};

/**
 * What `update` is given: numbers as scalars, switches and choices as they are. Undefined are what `onlyIf` says is not there,
 * and an evaluated tensor at a step at which the source has not given it; unlike on values, `update` may branch on that.
 */
export type UpdateInput<
  H extends Hyperparameters,
  State extends string,
  Scalar extends string,
  Need extends Evaluated,
  OnlyIf extends string = never,
> = Omit<Given<H, State, Scalar, Need>, OnlyIf> &
  Partial<Pick<Given<H, State, Scalar, Need>, OnlyIf & keyof Given<H, State, Scalar, Need>>>;

/**
 * One optimizer's step, as data plus two small functions.
 *
 * `update` is written once in the paper's letters and order. It runs on tensors as it stands, and is traced once into
 * the graph that kernels are generated from; so it must be pure, and must not branch on a `Value`.
 */
export interface Rule<
  H extends Hyperparameters = Hyperparameters,
  Slot extends string = string,
  Global extends string = string,
  Scalar extends string = string,
  Need extends Evaluated = Evaluated,
  Own extends string = string,
  OnlyIf extends string = string,
> {
  readonly name: string;
  /** Authors, year, where. */
  readonly reference: string;
  /** The independent source whose trajectories it follows. */
  readonly checkedAgainst?: string;
  /** Hyperparameters with defaults and ranges. Numbers may be scheduled. */
  readonly hyper: H;
  /** Which hyperparameter `optimizer.learningRate` reads and sets; 'learningRate' unless stated. */
  readonly stepSize?: keyof H & string;
  /** Per-variable state: tensors of the variable's shape, zero unless `initial` says otherwise. */
  readonly slots: readonly Slot[];
  /** First value of slots that do not start at zero. */
  readonly initial?: (values: { readonly param: Value }) => { readonly [K in Slot]?: Operand };
  /** What slots are called, and hold, in the state that tf's optimizer of the same algorithm saves; where not as here. */
  readonly tfSlots?: Readonly<Record<string, Slot | TfSlot<H, Slot>>>;
  /** Which slot is the heavy-ball momentum, for wrappers that touch it. */
  readonly momentumSlot?: Slot;
  /** Per-variable state besides slots: scalars that are kept between steps, each with its value before the first. */
  readonly variableState?: { readonly [K in Own]: number | ((settings: Settings<H>) => number) };
  /** Global state: scalars that are kept between steps, each with its value before the first. */
  readonly globalState?: { readonly [K in Global]: number | ((settings: Settings<H>) => number) };
  /** What it takes besides the gradient. */
  readonly needs?: readonly Need[];
  /** What measures that unless the option `gradient` says otherwise; reverse mode unless stated. */
  readonly measuredBy?: SourceConfig;
  /**
   * Hyperparameters, slots, state, needs and host scalars that are there with some options alone: `{ q: ({ centered }) =>
   * centered }`. A number that is scheduled counts as NaN. What is not there is undefined in `update`, and an error as an option.
   */
  readonly onlyIf?: { readonly [K in OnlyIf]: (settings: Settings<H>) => boolean };
  /** Options that make another form of it, with other state or needs, by the words for it: what cards and tests go through. */
  readonly forms?: Readonly<Record<string, Options<H>>>;
  /**
   * Numbers computed on the host in float64 at each step; may branch. `step` counts the steps of each variable (those of a
   * rule over all variables count together), and the first is 1: what corrects for an average that starts at zero is right for a
   * variable that joins later. Schedules follow the optimizer's steps. `kept` holds this state as the step
   * before left it; before the first there is no global state. Written with the words of `host-scalars.ts`, they are
   * formulas on the rule's card.
   */
  readonly hostScalars?: (
    settings: Settings<H>,
    step: number,
    kept: { readonly [K in Global | Own]?: number },
  ) => { readonly [K in Scalar]: number };
  /** The step itself: new parameter, new slots, new scalars. */
  readonly update: (values: UpdateInput<H, Slot | Global | Own, Scalar, Need, OnlyIf>) => {
    readonly [K in Exclude<'param' | Slot | Global | Own, OnlyIf>]: Value;
  } & {
    readonly [K in Extract<Slot | Global | Own, OnlyIf>]?: Value | undefined;
  };
  /** Where the gradient is measured, if not at the parameter itself: such a rule needs `minimize`. */
  readonly gradientAt?: (values: UpdateInput<H, Slot | Global | Own, Scalar, never, OnlyIf>) => Value;
  /** What the parameter is while the model is evaluated (`optimizer.eval()`), if not itself. */
  readonly evaluateAt?: (values: UpdateInput<H, Slot | Global | Own, Scalar, never, OnlyIf>) => Value;
}

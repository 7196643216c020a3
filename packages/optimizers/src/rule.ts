import { checkName, registry } from '@optimizer-zoo/schedulers';
import { type Choice, type Hyperparameters, isNumeric, type Real, type Settings } from './hyperparameters.js';
import type { Value } from './value.js';

/** What a gradient source may measure at a step. */
export type Signal = 'grad' | 'loss';

/** What `update` is given: numbers as scalars, switches and choices as they are. */
export type UpdateInput<
  H extends Hyperparameters,
  Slot extends string,
  Memory extends string,
  Scalar extends string,
  Need extends Signal,
> = { readonly [K in keyof H]: H[K] extends number | Real ? Value : H[K] extends Choice<infer N> ? N : boolean } & {
  readonly [K in 'param' | 'grad' | Slot | Memory | Scalar | Need]: Value;
};

/**
 * One optimizer's step, as data plus two small functions.
 *
 * `update` is written once in the paper's letters and order. It runs on tensors as it stands, and is traced once into
 * the graph that kernels are generated from; so it must be pure, and must not branch on a `Value`.
 */
export interface Rule<
  H extends Hyperparameters = Hyperparameters,
  Slot extends string = string,
  Memory extends string = string,
  Scalar extends string = string,
  Need extends Signal = Signal,
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
  /** State per variable: tensors of the variable's shape, zero unless `initial` says otherwise. */
  readonly slots: readonly Slot[];
  /** First value of slots that do not start at zero. */
  readonly initial?: (values: { readonly param: Value }) => { readonly [K in Slot]?: Value };
  /** State per optimizer: scalars that are kept between steps, each with its value before the first. */
  readonly memory?: { readonly [K in Memory]: number | ((settings: Settings<H>) => number) };
  /** Signals besides the gradient. */
  readonly needs?: readonly Need[];
  /**
   * Numbers computed on the host in float64 at each step; may branch. The first step is 1, and it counts the optimizer's
   * steps, also for a variable that joins later.
   */
  readonly scalars?: (settings: Settings<H>, step: number) => { readonly [K in Scalar]: number };
  /** The step itself: new parameter, new slots, new memory. */
  readonly update: (values: UpdateInput<H, Slot, Memory, Scalar, Need>) => {
    readonly [K in 'param' | Slot | Memory]: Value;
  };
}

/** What any rule's `update` is given, by name. */
export type RuleInput = Readonly<Record<string, Value | boolean | string>>;

/** A rule whose types are forgotten, as the adapter and the kernels handle it. Methods, so that every rule is one. */
export interface AnyRule {
  readonly name: string;
  readonly reference: string;
  /** The independent source whose trajectories it follows. */
  readonly checkedAgainst?: string;
  readonly hyper: Hyperparameters;
  readonly stepSize?: string;
  readonly slots: readonly string[];
  initial?(values: { readonly param: Value }): Readonly<Record<string, Value | undefined>>;
  readonly memory?: Readonly<Record<string, number | ((settings: never) => number)>>;
  readonly needs?: readonly Signal[];
  scalars?(settings: Settings<Hyperparameters>, step: number): Readonly<Record<string, number>>;
  update(values: RuleInput): Readonly<Record<string, Value>>;
}

const rules = registry<AnyRule>('rule');

/**
 * Declares a rule: types are inferred from the literal, and its name becomes known to `loadLayersModel`. Defining a
 * name again replaces it (notebooks do).
 */
export function defineRule<
  const H extends Hyperparameters,
  const Slot extends string = never,
  const Memory extends string = never,
  Scalar extends string = never,
  const Need extends Signal = never,
>(rule: Rule<H, Slot, Memory, Scalar, Need>): Rule<H, Slot, Memory, Scalar, Need> {
  checkNames(rule as AnyRule);
  rules.add(rule.name, rule as AnyRule);
  return rule;
}

/** What a step is given beside what the rule declares, and the options of every optimizer. */
const reserved = ['param', 'grad', 'loss', 'rule', 'gradient', 'algebra', 'inPlace'];

function checkNames({ name: owner, hyper, stepSize = 'learningRate', slots, memory = {} }: AnyRule): void {
  const choices = Object.values(hyper).flatMap((h) => (typeof h === 'object' && h.kind === 'choice' ? h.names : []));
  const inputs = [...reserved, ...Object.keys(hyper), ...slots, ...Object.keys(memory)];
  for (const name of [owner, ...inputs, ...choices]) checkName(owner, name);
  const twice = inputs.find((name, index) => inputs.indexOf(name) !== index);
  if (twice)
    throw new Error(`${owner}: '${twice}' names two things; hyperparameters, slots and memory share one scope.`);
  if (!Object.hasOwn(hyper, stepSize) || !isNumeric(hyper[stepSize])) {
    throw new Error(`${owner}: its step size '${stepSize}' is not a numeric hyperparameter; name one as stepSize.`);
  }
}

/** The rule a saved optimizer names. */
export const findRule = (name: unknown): AnyRule => rules.find(name);

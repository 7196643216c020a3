import { checkName, registry } from '@optimizer-zoo/schedulers';
import type { GradientSource } from '../gradients/gradient-source.js';
import type { RandomSource } from '../gradients/random.js';
import { type Evaluated, type EvaluatedTensor, evaluatedTensors } from './evaluated.js';
import { type Choice, type Hyperparameters, isNumeric, type Real, type Settings } from './hyperparameters.js';
import { mapValues } from './map-values.js';
import { type Inputs, inFloat32, type Scalars as KeptScalars } from './scalars.js';
import type { TfSlot } from './tf-slot.js';
import type { Operand, Value } from './value.js';

export type { Evaluated, EvaluatedTensor };

/**
 * What `update` is given: numbers as scalars, switches and choices as they are. A tensor signal is undefined at a step at
 * which the source has not measured it; unlike on values, `update` may branch on that.
 */
export type UpdateInput<
  H extends Hyperparameters,
  Slot extends string,
  Memory extends string,
  Scalar extends string,
  Need extends Evaluated,
  VariableState extends string,
> = { readonly [K in keyof H]: H[K] extends number | Real ? Value : H[K] extends Choice<infer N> ? N : boolean } & {
  readonly [K in 'param' | 'grad' | Slot | Memory | Scalar | Exclude<Need, EvaluatedTensor> | VariableState]: Value;
} & { readonly [K in Extract<Need, EvaluatedTensor>]: Value | undefined };

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
  Need extends Evaluated = Evaluated,
  VariableState extends string = string,
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
  readonly initial?: (values: { readonly param: Value }) => { readonly [K in Slot]?: Operand };
  /** What slots are called, and hold, in the state that tf's optimizer of the same algorithm saves; where not as here. */
  readonly tfSlots?: Readonly<Record<string, Slot | TfSlot<H, Slot>>>;
  /** Which slot is the heavy-ball momentum, for wrappers that touch it. */
  readonly momentumSlot?: Slot;
  /** Per-variable state besides slots: scalars that are kept between steps, each with its value before the first. */
  readonly variableState?: { readonly [K in VariableState]: number | ((settings: Settings<H>) => number) };
  /** Global state: scalars that are kept between steps, each with its value before the first. */
  readonly globalState?: { readonly [K in Memory]: number | ((settings: Settings<H>) => number) };
  /** Signals besides the gradient. */
  readonly needs?: readonly Need[];
  /** What measures them unless the option `gradient` says otherwise; reverse mode unless stated. */
  readonly gradient?: GradientSource<'grad' | Need>;
  /**
   * Numbers computed on the host in float64 at each step; may branch. `step` counts the steps of each variable (those of a
   * joint rule count together), and the first is 1: what corrects for an average that starts at zero is right for a
   * variable that joins later. Schedules follow the optimizer's steps. `kept` holds this state as the step
   * before left them; before the first there is no global state.
   */
  readonly hostScalars?: (
    settings: Settings<H>,
    step: number,
    kept: { readonly [K in Memory | VariableState]?: number },
  ) => { readonly [K in Scalar]: number };
  /** The step itself: new parameter, new slots, new scalars. */
  readonly update: (values: UpdateInput<H, Slot, Memory, Scalar, Need, VariableState>) => {
    readonly [K in 'param' | Slot | Memory | VariableState]: Value;
  };
  /** Where the gradient is measured, if not at the parameter itself: such a rule needs `minimize`. */
  readonly gradientAt?: (values: UpdateInput<H, Slot, Memory, Scalar, never, VariableState>) => Value;
  /** What the parameter is while the model is evaluated (`optimizer.eval()`), if not itself. */
  readonly evaluateAt?: (values: UpdateInput<H, Slot, Memory, Scalar, never, VariableState>) => Value;
}

/** What any rule's `update` is given, by name. */
export type RuleInput = Readonly<Record<string, Value | boolean | string | undefined>>;

/** A rule whose types are forgotten, as the adapter and the kernels handle it. Methods, so that every rule is one. */
export interface AnyRule {
  readonly name: string;
  readonly reference: string;
  /** The independent source whose trajectories it follows. */
  readonly checkedAgainst?: string;
  readonly hyper: Hyperparameters;
  readonly stepSize?: string;
  readonly slots: readonly string[];
  initial?(values: { readonly param: Value }): Readonly<Record<string, Operand | undefined>>;
  /** Of a wrapped rule: the one within. */
  readonly inner?: AnyRule;
  /**
   * Of a matrix rule, which does not fuse: the shapes of its slots, where they are not the variable's. `total` is the number
   * of elements of all variables of the step.
   */
  slotShapes?(
    shape: readonly number[],
    settings: Settings<Hyperparameters>,
    total: number,
  ): Readonly<Record<string, readonly number[]>>;
  /** Of a matrix rule: whether it looks at all variables together. */
  readonly isJoint?: boolean;
  /** Of a joint rule: where its random numbers come from, if not from its seed. */
  readonly random?: RandomSource;
  readonly tfSlots?: Readonly<Record<string, string | TfSlot>>;
  readonly momentumSlot?: string;
  readonly variableState?: FirstScalars;
  readonly globalState?: FirstScalars;
  readonly needs?: readonly Evaluated[];
  readonly gradient?: GradientSource;
  hostScalars?(settings: Settings<Hyperparameters>, step: number, kept: KeptScalars): Readonly<Record<string, number>>;
  /** Which step of its own a wrapped rule is at; schedules follow it. */
  clock?(step: number, globalState: KeptScalars): number;
  /** Whether it gathers gradients and makes a step now and then only. */
  readonly accumulates?: boolean;
  /** Throws where a variable cannot go on, given its hyperparameters and scalars. */
  checkVariable?(variable: string, values: Inputs): void;
  update(values: RuleInput): Readonly<Record<string, Value>>;
  gradientAt?(values: RuleInput): Value;
  evaluateAt?(values: RuleInput): Value;
}

/** Scalars with their values before the first step. */
export type FirstScalars = Readonly<Record<string, number | ((settings: never) => number)>>;

/** First values of scalars. */
export const startOf = (first: FirstScalars = {}, settings: Settings<Hyperparameters> = {}): KeptScalars =>
  mapValues(first, (start) => inFloat32(typeof start === 'function' ? start(settings as never) : start));

/** The names of the scalars that a rule keeps between steps. */
export const stateScalars = ({
  globalState = {},
  variableState = {},
}: Pick<AnyRule, 'globalState' | 'variableState'>): string[] => [
  ...Object.keys(globalState),
  ...Object.keys(variableState),
];

/** What an optimizer keeps, and under what name, however it makes its steps. */
export type StateSpecification = Pick<
  AnyRule,
  'name' | 'slots' | 'slotShapes' | 'initial' | 'hostScalars' | 'variableState' | 'globalState' | 'needs'
>;

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
  const Need extends Evaluated = never,
  const VariableState extends string = never,
>(rule: Rule<H, Slot, Memory, Scalar, Need, VariableState>): Rule<H, Slot, Memory, Scalar, Need, VariableState> {
  checkNames(rule as AnyRule);
  rules.add(rule.name, rule as AnyRule);
  return rule;
}

/** What a step is given beside what the rule declares, and the options of every optimizer. */
const reserved = [
  'param',
  'grad',
  'loss',
  ...evaluatedTensors,
  'rule',
  'gradient',
  'algebra',
  'inPlace',
  'groups',
  'frozen',
  'random',
  'stepCount',
];

/** Throws unless every name of a rule can be saved and means one thing. */
export function checkNames(rule: Omit<AnyRule, 'update'>): void {
  const { name: owner, hyper, stepSize = 'learningRate', slots, variableState = {}, globalState = {} } = rule;
  const choices = Object.values(hyper).flatMap((h) => (typeof h === 'object' && h.kind === 'choice' ? h.names : []));
  const inputs = [
    ...reserved,
    ...Object.keys(hyper),
    ...slots,
    ...Object.keys(variableState),
    ...Object.keys(globalState),
  ];
  for (const name of [...inputs, ...choices]) checkName(owner, name);
  const twice = inputs.find((name, index) => inputs.indexOf(name) !== index);
  if (twice)
    throw new Error(`${owner}: '${twice}' names two things; hyperparameters, slots and state share one scope.`);
  if (!Object.hasOwn(hyper, stepSize) || !isNumeric(hyper[stepSize])) {
    throw new Error(`${owner}: its step size '${stepSize}' is not a numeric hyperparameter; name one as stepSize.`);
  }
}

/** The rule of a name, as a saved optimizer has it. */
export const findRule = (name: unknown): AnyRule => rules.find(name);

/** The tensor signals that a rule is given. */
export const tensorsNeeded = ({ needs = [] }: Pick<AnyRule, 'needs'>): readonly EvaluatedTensor[] =>
  evaluatedTensors.filter((name) => needs.includes(name));

const reduced = new WeakMap<AnyRule, Map<string, AnyRule>>();

/** The rule at a step at which only `measured` of its tensor signals were measured; the same one each time. */
export function ruleGiven(rule: AnyRule, measured: readonly string[]): AnyRule {
  const lacking = tensorsNeeded(rule).filter((name) => !measured.includes(name));
  if (lacking.length === 0) return rule;
  const known = reduced.get(rule) ?? new Map<string, AnyRule>();
  reduced.set(rule, known);
  const without = known.get(lacking.join()) ?? {
    ...rule,
    needs: rule.needs!.filter((name) => !lacking.some((other) => other === name)),
  };
  known.set(lacking.join(), without);
  return without;
}

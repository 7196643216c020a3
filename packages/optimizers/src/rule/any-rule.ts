import type { Settings } from '@optimizer-zoo/schedulers';
import { derived } from './derived.js';
import { type Evaluated, type EvaluatedTensor, evaluatedTensors } from './evaluated.js';
import type { Hyperparameters } from './hyperparameters.js';
import { mapValues } from './map-values.js';
import type { SourceConfig } from './rule.js';
import { type Inputs, inFloat32, type Scalars } from './scalars.js';
import type { TfSlot } from './tf-slot.js';
import type { Operand, Value } from './value.js';

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
  /** Of a rule that makes a tf.Optimizer: what it needs of that (`Parts`). */
  readonly parts?: object;
  /**
   * Of a rule on tensors, which does not fuse: the shapes of its slots, where they are not the variable's. `total` is the number
   * of elements of all variables of the step.
   */
  slotShapes?(
    shape: readonly number[],
    settings: Settings<Hyperparameters>,
    total: number,
  ): Readonly<Record<string, readonly number[]>>;
  /** Of a rule on tensors: whether it looks at all variables together. */
  readonly overAll?: boolean;
  /** Of a rule on tensors: whether it draws random numbers. */
  readonly draws?: boolean;
  /** Of a rule that draws: where its random numbers come from, if not from its seed. */
  readonly random?: unknown;
  readonly tfSlots?: Readonly<Record<string, string | TfSlot>>;
  readonly momentumSlot?: string;
  readonly variableState?: FirstScalars;
  readonly globalState?: FirstScalars;
  readonly needs?: readonly Evaluated[];
  readonly measuredBy?: SourceConfig;
  readonly onlyIf?: Readonly<Record<string, (settings: never) => boolean>>;
  readonly forms?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Of a form of a rule (see `formOf`): the rule as it was declared. */
  readonly declared?: AnyRule;
  hostScalars?(settings: Settings<Hyperparameters>, step: number, kept: Scalars): Readonly<Record<string, number>>;
  /** Which step of its own a wrapped rule is at; schedules follow it. */
  clock?(step: number, globalState: Scalars): number;
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

/** First values of scalars, as they are kept. */
export const startOf = (
  first: FirstScalars = {},
  settings: Settings<Hyperparameters> = {},
  kept: (value: number) => number = inFloat32,
): Scalars => mapValues(first, (start) => kept(typeof start === 'function' ? start(settings as never) : start));

/** The names of the scalars that a rule keeps between steps. */
export const stateScalars = ({
  globalState = {},
  variableState = {},
}: Pick<AnyRule, 'globalState' | 'variableState'>): string[] => [
  ...Object.keys(globalState),
  ...Object.keys(variableState),
];

/** Hyperparameters, slots and state by name: what shares one scope. */
export const namesOf = ({
  hyper,
  slots = [],
  globalState = {},
  variableState = {},
}: Pick<AnyRule, 'hyper'> & Partial<Pick<AnyRule, 'slots' | 'globalState' | 'variableState'>>): string[] => [
  ...Object.keys(hyper),
  ...stateScalars({ globalState, variableState }),
  ...slots,
];

/** What an optimizer keeps, and under what name, however it makes its steps. */
export type StateSpecification = Pick<
  AnyRule,
  'name' | 'slots' | 'slotShapes' | 'hostScalars' | 'variableState' | 'globalState' | 'needs'
>;

/** The tensors that a rule takes beside the gradient. */
export const tensorsNeeded = ({ needs = [] }: Pick<AnyRule, 'needs'>): readonly EvaluatedTensor[] =>
  evaluatedTensors.filter((name) => needs.includes(name));

/** The rule at a step at which only `measured` of the tensors that it takes beside the gradient were evaluated. */
export function ruleGiven(rule: AnyRule, measured: readonly string[]): AnyRule {
  const lacking = tensorsNeeded(rule).filter((name) => !measured.includes(name));
  if (lacking.length === 0) return rule;
  return derived(rule, `step without ${lacking}`, () => ({
    ...rule,
    needs: rule.needs!.filter((name) => !lacking.some((other) => other === name)),
  }));
}

import { type Settings, show } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs-core';
import { type Random, type RandomSource, seededRandom } from '../gradients/random.js';
import { onAllVariables } from '../kernels/eager.js';
import { type OptimizerOptions, ZooOptimizer } from '../optimizer/optimizer.js';
import type { Hyperparameters } from './hyperparameters.js';
import { type MatrixInput, type MatrixResult, type MatrixRule, slotsOf } from './matrix-rule.js';
import { type AnyRule, defineRule, type Evaluated, type EvaluatedTensor, type Rule, type RuleInput } from './rule.js';

/** What a joint rule is given for each variable. A tensor signal is undefined at a step at which it was not measured. */
export type JointInput<
  H extends Hyperparameters,
  Slot extends string,
  VariableState extends string,
  Need extends Evaluated,
> = MatrixInput<H, Slot, never, VariableState> & {
  readonly [K in Extract<Need, EvaluatedTensor>]: tf.Tensor | undefined;
};

/**
 * A matrix rule that looks at all variables together, and draws random numbers; its hyperparameters have a `seed`. They are the
 * same for all variables, but for the step size.
 */
export interface JointRule<
  H extends Hyperparameters & { readonly seed: unknown },
  Slot extends string,
  VariableState extends string = never,
  Need extends Evaluated = never,
> extends Omit<MatrixRule<H, Slot, never, VariableState>, 'slots' | 'update' | 'hostScalars'>,
    Pick<Rule<H, Slot, never, never, Need, VariableState>, 'needs' | 'gradient'> {
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
   * after loading. Those without elements are left out. Runs in a tf.tidy.
   */
  readonly update: (
    variables: readonly JointInput<H, Slot, VariableState, Need>[],
    random: Random,
  ) => readonly MatrixResult<Slot, VariableState>[];
}

/** The factory of a rule that draws. */
export interface JointOptimizerFactory<H extends Hyperparameters, Need extends Evaluated = never> {
  /** `random`: another source of random numbers than the seed; it cannot be saved. */
  (options?: OptimizerOptions<H, Need> & { random?: RandomSource }): ZooOptimizer;
  readonly rule: AnyRule;
}

/** Apart from the random numbers of gradient sources, whose seed may be the same. */
const stream = 2 ** 40;

/** What is known of a variable in every joint rule; its place is 0 before its first step. */
interface Own {
  readonly [name: string]: unknown;
  readonly param: tf.Tensor;
  readonly place: number;
  readonly now: number;
  readonly seed: number;
}

/** Declares a joint rule and makes its factory. */
export function defineJointOptimizer<
  const H extends Hyperparameters & { readonly seed: unknown },
  const Slot extends string,
  const VariableState extends string = never,
  const Need extends Evaluated = never,
>({ update, ...declared }: JointRule<H, Slot, VariableState, Need>): JointOptimizerFactory<H, Need> {
  const { slots, slotShapes } = slotsOf(declared);
  const kept = ['param', ...slots, ...Object.keys(declared.variableState ?? {})];
  const drawingFrom = (random?: RandomSource) => ({
    ...declared,
    slots,
    slotShapes,
    variableState: { ...declared.variableState, place: 0 },
    isJoint: true,
    random,
    hostScalars: (_: unknown, step: number) => ({ now: step }),
    update: (values: RuleInput) =>
      onAllVariables(values, (given) => {
        const variables = placed(given as unknown as Own[]);
        checkAlike(declared, variables);
        const full = variables.filter(({ param }) => param.size > 0);
        const { now, seed } = variables[0];
        const source = random ?? seededRandom(stream + seed);
        const results = full.length > 0 ? update(full as never, source(now)) : [];
        return given.map((own) => {
          const variable = variables.find(({ param }) => param === own.param)!;
          const unchanged = Object.fromEntries(kept.map((name) => [name, own[name] as number]));
          return { ...(results[full.indexOf(variable)] ?? unchanged), place: variable.place };
        });
      }),
  });
  const rule = defineRule(drawingFrom() as never) as AnyRule;
  const make = ({ random, ...options }: { random?: RandomSource } = {}) =>
    new ZooOptimizer(random ? (drawingFrom(random) as unknown as AnyRule) : rule, options);
  return Object.assign(make, { rule }) as JointOptimizerFactory<H, Need>;
}

/** Throws if groups give variables different options. */
function checkAlike(
  { name, hyper, stepSize = 'learningRate' }: Pick<AnyRule, 'name' | 'hyper' | 'stepSize'>,
  [first, ...others]: readonly Own[],
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
function placed(variables: readonly Own[]): Own[] {
  const placeOf = ({ place }: Own) => (place > 0 ? place : Number.POSITIVE_INFINITY);
  const sorted = [...variables].sort((a, b) => placeOf(a) - placeOf(b) || a.param.id - b.param.id);
  let last = 0;
  return sorted.map((own) => {
    last = own.place > 0 ? own.place : last + 1;
    return { ...own, place: last };
  });
}

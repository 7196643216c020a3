import type * as tf from '@tensorflow/tfjs';
import { type Random, type RandomSource, seededRandom } from './gradients/random.js';
import type { Hyperparameters } from './hyperparameters.js';
import { onAllVariables } from './kernels/eager.js';
import { type MatrixInput, type MatrixResult, type MatrixRule, slotsOf } from './matrix-rule.js';
import { type OptimizerOptions, ZooOptimizer } from './optimizer.js';
import { type AnyRule, defineRule, type Rule, type RuleInput, type Signal, type TensorSignal } from './rule.js';

/** What a joint rule is given for each variable. A tensor signal is undefined at a step at which it was not measured. */
export type JointInput<
  H extends Hyperparameters,
  Slot extends string,
  ScalarSlot extends string,
  Need extends Signal,
> = MatrixInput<H, Slot, never, ScalarSlot> & {
  readonly [K in Extract<Need, TensorSignal>]: tf.Tensor | undefined;
};

/** A matrix rule that looks at all variables together, and draws random numbers; its hyperparameters have a `seed`. */
export interface JointRule<
  H extends Hyperparameters & { readonly seed: unknown },
  Slot extends string,
  ScalarSlot extends string = never,
  Need extends Signal = never,
> extends Omit<MatrixRule<H, Slot, never, ScalarSlot>, 'update' | 'scalars'>,
    Pick<Rule<H, Slot, never, never, Need, ScalarSlot>, 'needs' | 'gradient'> {
  /**
   * New parameters and slots, in the order in which the variables are given: that in which they were made. Those without
   * elements are left out. Runs in a tf.tidy.
   */
  readonly update: (
    variables: readonly JointInput<H, Slot, ScalarSlot, Need>[],
    random: Random,
  ) => readonly MatrixResult<Slot, ScalarSlot>[];
}

/** The factory of a rule that draws. */
export interface JointOptimizerFactory<H extends Hyperparameters, Need extends Signal = never> {
  /** `random`: another source of random numbers than the seed; it cannot be saved. */
  (options?: OptimizerOptions<H, Need> & { random?: RandomSource }): ZooOptimizer;
  readonly rule: AnyRule;
}

/** Apart from the random numbers of gradient sources, whose seed may be the same. */
const stream = 2 ** 40;

/** Declares a joint rule and makes its factory. */
export function defineJointOptimizer<
  const H extends Hyperparameters & { readonly seed: unknown },
  const Slot extends string,
  const ScalarSlot extends string = never,
  const Need extends Signal = never,
>({ update, ...declared }: JointRule<H, Slot, ScalarSlot, Need>): JointOptimizerFactory<H, Need> {
  const { slots, slotShapes } = slotsOf(declared);
  const kept = ['param', ...slots, ...Object.keys(declared.scalarSlots ?? {})];
  const draws = (random?: RandomSource) => ({
    ...declared,
    slots,
    slotShapes,
    isJoint: true,
    random,
    scalars: (_: unknown, step: number) => ({ step }),
    update: (values: RuleInput) =>
      onAllVariables(values, (variables) => {
        const unchanged = variables.map((own) => Object.fromEntries(kept.map((name) => [name, own[name] as number])));
        const full = variables.filter(({ param }) => (param as tf.Tensor).size > 0);
        if (full.length === 0) return unchanged;
        const { step, seed } = full[0] as { readonly step: number; readonly seed: number };
        const source = random ?? seededRandom(stream + seed);
        const results = update(full as never, source(step));
        return variables.map((own, place) => results[full.indexOf(own)] ?? unchanged[place]);
      }),
  });
  const rule = defineRule(draws() as never) as AnyRule;
  const make = ({ random, ...options }: { random?: RandomSource } = {}) =>
    new ZooOptimizer(random ? (draws(random) as unknown as AnyRule) : rule, options);
  return Object.assign(make, { rule }) as JointOptimizerFactory<H, Need>;
}

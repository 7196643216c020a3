import * as tf from '@tensorflow/tfjs-core';
import type { AnyRule } from '../rule/any-rule.js';
import { type OptionValue, settingsAt } from '../rule/hyperparameters.js';
import { definedOf } from '../rule/map-values.js';
import type { TfSlot } from '../rule/tf-slot.js';
import type { NamedTensor } from './variable-state.js';

/** State as tf's optimizer of the same algorithm gave it, under our names and in our form; what was made for that. */
export interface Taken {
  readonly state: readonly NamedTensor[];
  readonly made: readonly tf.Tensor[];
}

/** The options of the variables that no group means, and those that each group has. */
type OptionsOfGroups = readonly [base: Options, ...own: Options[]];
type Options = Readonly<Record<string, OptionValue | undefined>>;

/**
 * Turns slots that tf's optimizer of the rule's algorithm saved into ours; all other state stays as it is. `step` is the
 * coming one.
 *
 * @throws if the options leave open what tf's state means for ours.
 */
export function fromTf(rule: AnyRule, saved: readonly NamedTensor[], groups: OptionsOfGroups, step: number): Taken {
  const { tfSlots = {} } = rule;
  const slots = saved.map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
  if (saved.length === 0 || !slots.every((slot) => Object.hasOwn(tfSlots, slot))) return { state: saved, made: [] };
  const made: tf.Tensor[] = [];
  const state = saved.map(({ name, tensor }, index) => {
    const { [slots[index]]: own } = tfSlots;
    const ours = `${name.slice(0, name.lastIndexOf('/'))}/${typeof own === 'string' ? own : own.slot}`;
    if (typeof own === 'string' || tensor.isDisposed) return { name: ours, tensor };
    const { factor, offset } = conversionOf(rule, own, name, groups, step);
    if (factor === 1 && offset === 0) return { name: ours, tensor };
    made.push(tf.tidy(() => tf.add(tf.mul(tensor, factor), offset)));
    return { name: ours, tensor: made.at(-1)! };
  });
  return { state, made };
}

function conversionOf(rule: AnyRule, { by, ...own }: TfSlot, name: string, groups: OptionsOfGroups, step: number) {
  const [base, ...others] = groups.map((options) => {
    const all = definedOf({ ...groups[0], ...definedOf(options) });
    const settings = settingsAt(rule.name, rule.hyper, all, step);
    return { settings, factor: own.factor?.(settings) ?? 1, offset: own.offset?.(settings) ?? 0 };
  });
  const fail = (why: string): never => {
    throw new Error(`${rule.name}: '${name}' of tf cannot be taken${why}.`);
  };
  if (others.some(({ factor, offset }) => factor !== base.factor || offset !== base.offset)) {
    fail(`, as ${by} differs between groups`);
  }
  if (!Number.isFinite(base.factor)) fail(` while ${by} is ${base.settings[by]}`);
  return base;
}

import { type ScheduleConfig, scheduleFromJSON } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { findGradientSource, type GradientSource } from './gradients/gradient-source.js';
import type { OptionValue } from './hyperparameters.js';
import type { Memory } from './kernels/step.js';
import { type AnyRule, findRule } from './rule.js';
import type { NamedTensor } from './slots.js';

/** An optimizer's configuration as JSON: rule and gradient source by name, hyperparameters as given. */
export function configOf(
  rule: AnyRule,
  options: Readonly<Record<string, OptionValue>>,
  gradient: GradientSource,
): tf.serialization.ConfigDict {
  const values = Object.entries(options).map(([name, option]) => {
    if (typeof option !== 'function') return [name, option];
    if (option.toJSON) return [name, option.toJSON()];
    throw new Error(
      `${rule.name}: ${name} is a plain function, which cannot be saved; use a schedule of @optimizer-zoo/schedulers, or defineSchedule.`,
    );
  });
  return { rule: rule.name, gradient: gradient.name, ...Object.fromEntries(values) };
}

/** The other way round; tfjs adds its `customObjects` to a configuration on the way. */
export function optionsFrom({ rule, gradient, customObjects, ...values }: tf.serialization.ConfigDict): {
  rule: AnyRule;
  options: Record<string, unknown>;
} {
  const options = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null ? scheduleFromJSON(value as unknown as ScheduleConfig) : value,
  ]);
  return { rule: findRule(rule), options: { ...Object.fromEntries(options), gradient: findGradientSource(gradient) } };
}

const prefix = 'memory/';

/** The scalar memory as named scalars; none before the first step. */
export function savedMemory(memory: Memory = {}): NamedTensor[] {
  return Object.entries(memory).map(([name, value]) => ({ name: prefix + name, tensor: tf.scalar(value) }));
}

/** Takes the scalar memory off the front of saved state; undefined if it was saved before the first step. */
export async function readMemory(
  rule: AnyRule,
  saved: readonly NamedTensor[],
): Promise<{ memory?: Memory; rest: readonly NamedTensor[] }> {
  const names = Object.keys(rule.memory ?? {});
  const rest = saved.slice(names.length);
  if (saved.length === 0) return { rest };
  const values = names.map(async (name, index) => {
    const { name: found, tensor } = saved[index] ?? {};
    if (found === prefix + name) return [name, (await tensor.data())[0]] as const;
    throw new Error(`${rule.name}: the saved state lacks '${prefix}${name}'; in its place stands '${found}'.`);
  });
  return { memory: Object.fromEntries(await Promise.all(values)), rest };
}

/** Saved state begins with the step count. */
export async function checkIterations(owner: string, first: NamedTensor | undefined): Promise<void> {
  if (!first) throw new Error(`${owner}: there are no weights to set; getWeights gives at least 'iter'.`);
  const steps = first.name === 'iter' && first.tensor.size === 1 ? (await first.tensor.data())[0] : Number.NaN;
  if (Number.isInteger(steps) && steps >= 0) return;
  throw new Error(
    `${owner}: saved state must begin with 'iter', the number of steps, but begins with '${first.name}'.`,
  );
}

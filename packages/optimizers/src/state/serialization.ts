import { type ScheduleConfig, scheduleFromJSON } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs-core';
import { type GradientSource, sourceFromJSON, sourceToJSON } from '../gradients/gradient-source.js';
import type { Group } from '../optimizer/groups.js';
import { matchFromJSON, matchToJSON, type OneMatch } from '../optimizer/match.js';
import type { AnyRule, StateSpecification } from '../rule/any-rule.js';
import type { OptionValue } from '../rule/hyperparameters.js';
import { mapValues } from '../rule/map-values.js';
import { ruleOf } from '../rule/rule-of.js';
import type { Scalars } from '../rule/scalars.js';
import type { SavedScalars } from './saved-scalars.js';
import type { NamedTensor } from './variable-state.js';

/** What makes an optimizer again. */
export interface Configuration {
  readonly rule: AnyRule;
  readonly gradient: GradientSource;
  readonly options: Readonly<Record<string, OptionValue | undefined>>;
  readonly groups: readonly Group[];
  readonly frozen: readonly OneMatch[];
}

/** As JSON: rule and gradient source by name, hyperparameters as given. */
export function toConfig({ rule, gradient, options, groups, frozen }: Configuration): tf.serialization.ConfigDict {
  if (rule.random) throw new Error(`${rule.name}: random is a function, which cannot be saved; use seed.`);
  const config = { rule: rule.name, gradient: sourceToJSON(gradient), ...optionsToJSON(rule.name, options) };
  return {
    ...config,
    ...(groups.length > 0 && {
      groups: groups.map((group, index) => ({
        match: matchToJSON(`${rule.name}: groups[${index}].match`, group.match),
        options: optionsToJSON(`${rule.name}: groups[${index}]`, group.options),
      })),
    }),
    ...(frozen.length > 0 && { frozen: matchToJSON(`${rule.name}: frozen`, frozen) }),
  } as tf.serialization.ConfigDict;
}

/** The other way round; tfjs adds its `customObjects` to a configuration on the way. */
export function fromConfig(config: tf.serialization.ConfigDict): { rule: AnyRule; options: Record<string, unknown> } {
  const { rule, gradient, groups = [], frozen = [], customObjects, ...options } = config;
  return {
    rule: ruleOf(rule),
    options: {
      ...optionsFromJSON(options),
      gradient: sourceFromJSON(gradient),
      groups: (groups as unknown as { match: unknown; options: object }[]).map(({ match, options }) => ({
        match: matchFromJSON(match),
        options: optionsFromJSON(options),
      })),
      frozen: matchFromJSON(frozen),
    },
  };
}

/** Options as JSON: schedules by name. */
export function optionsToJSON(owner: string, options: Readonly<Record<string, OptionValue | undefined>>) {
  return mapValues(options, (option, name) => {
    if (typeof option !== 'function') return option;
    if (option.toJSON) return option.toJSON();
    throw new Error(
      `${owner}: ${name} is a plain function, which cannot be saved; use a schedule of @optimizer-zoo/schedulers, or defineSchedule.`,
    );
  });
}

/** The other way round. */
export const optionsFromJSON = (options: object) =>
  mapValues(options as Record<string, unknown>, (value) =>
    typeof value === 'object' && value !== null ? scheduleFromJSON(value as ScheduleConfig) : value,
  );

const prefix = 'memory/';

/** What saved state begins with: the step count, and the global state, of which there is none before the first step. */
export const savedScalars = (saved: SavedScalars, iterations: number, globalState: Scalars = {}): NamedTensor[] => [
  saved.export('iter', iterations, 'int32'),
  ...Object.entries(globalState).map(([name, value]) => saved.export(prefix + name, value)),
];

/** Takes the global state off the front of saved state; undefined if it was saved before the first step. */
export async function readMemory(
  rule: StateSpecification,
  saved: readonly NamedTensor[],
): Promise<{ globalState?: Scalars; rest: readonly NamedTensor[] }> {
  const names = Object.keys(rule.globalState ?? {});
  const rest = saved.slice(names.length);
  if (saved.length === 0) return { rest };
  const values = names.map(async (name, index) => {
    const { name: found, tensor } = saved[index] ?? {};
    if (found === prefix + name) return [name, (await tensor.data())[0]] as const;
    throw new Error(`${rule.name}: the saved state lacks '${prefix}${name}'; in its place stands '${found}'.`);
  });
  return { globalState: Object.fromEntries(await Promise.all(values)), rest };
}

/** The step count, with which saved state begins. */
export async function readIterations(owner: string, first: NamedTensor | undefined): Promise<number> {
  if (!first) throw new Error(`${owner}: there are no weights to set; getWeights gives at least 'iter'.`);
  const steps = first.name === 'iter' && first.tensor.size === 1 ? (await first.tensor.data())[0] : Number.NaN;
  if (Number.isInteger(steps) && steps >= 0) return steps;
  throw new Error(
    `${owner}: saved state must begin with 'iter', the number of steps, but begins with '${first.name}'.`,
  );
}

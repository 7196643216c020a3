import type * as tf from '@tensorflow/tfjs-core';
import { type GradientSource, sourceFromJSON, sourceToJSON } from '../gradients/gradient-source.js';
import { matchFromJSON, matchToJSON } from '../optimizer/match.js';
import type { Group, OneMatch } from '../optimizer/variable-match.js';
import type { OptionValue } from '../rule/hyperparameters.js';
import { mapValues } from '../rule/map-values.js';
import { optionFromJSON, optionToJSON } from '../rule/option-json.js';

/** What makes an optimizer again, beside its rule or method. */
export interface Configuration {
  readonly owner: string;
  readonly options: Readonly<Record<string, OptionValue | undefined>>;
  readonly gradient?: GradientSource;
  readonly groups?: readonly Group[];
  readonly frozen: readonly OneMatch[];
}

/** As JSON: gradient source by name, hyperparameters as given. */
export function toConfig({ owner, options, gradient, groups = [], frozen }: Configuration) {
  return {
    ...(gradient && { gradient: sourceToJSON(gradient) }),
    ...optionsToJSON(owner, options),
    ...(groups.length > 0 && {
      groups: groups.map((group, index) => ({
        match: matchToJSON(`${owner}: groups[${index}].match`, group.match),
        options: optionsToJSON(`${owner}: groups[${index}]`, group.options),
      })),
    }),
    ...(frozen.length > 0 && { frozen: matchToJSON(`${owner}: frozen`, frozen) }),
  } as tf.serialization.ConfigDict;
}

/** The options again; tfjs adds its `customObjects` to a configuration on the way. */
export function fromConfig(config: tf.serialization.ConfigDict): Record<string, unknown> {
  const { gradient, groups, frozen, customObjects: _, ...options } = config;
  return {
    ...optionsFromJSON(options),
    ...(gradient !== undefined && { gradient: sourceFromJSON(gradient) }),
    ...(groups !== undefined && {
      groups: (groups as unknown as { match: unknown; options: object }[]).map(({ match, options }) => ({
        match: matchFromJSON(match),
        options: optionsFromJSON(options),
      })),
    }),
    ...(frozen !== undefined && { frozen: matchFromJSON(frozen) }),
  };
}

const optionsToJSON = (owner: string, options: Configuration['options']) =>
  mapValues(options, (option, name) =>
    optionToJSON(`${owner}: ${name}`, option, '; use a schedule of @optimizer-zoo/schedulers, or defineSchedule'),
  );

const optionsFromJSON = (options: object) => mapValues(options as Record<string, unknown>, optionFromJSON);

import { type Option, registry, show } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import type { Evaluated, EvaluatedTensor } from '../rule/evaluated.js';
import { definedOf, mapValues } from '../rule/map-values.js';
import { optionFromJSON, optionToJSON } from '../rule/option-json.js';

/** Those that were evaluated, by variable name. */
export type EvaluatedTensors = { readonly [K in EvaluatedTensor]?: tf.NamedTensorMap };

/** What was measured at one step. Tensors beside the gradient are there if the source has measured them at this step. */
export interface GradientEvaluation extends EvaluatedTensors {
  /** The loss at the point before the step. */
  readonly value: tf.Scalar;
  /** By variable name, as are the tensors beside it. */
  readonly grads: tf.NamedTensorMap;
}

/** Gives back all of a measurement. */
export const disposeEvaluation = (measurement: GradientEvaluation): void => tf.dispose({ ...measurement });

/**
 * How the gradient (and what else a rule needs) is measured. Any source goes with any rule whose needs it provides. To be made
 * by `defineGradientSource` or `defineGradientSources`, which bring what lets it run the loss again.
 */
export interface GradientSource<in Provided extends Evaluated = never> {
  readonly name: string;
  readonly provides: readonly Evaluated[];
  /** Whether it measures ∇L at the weights and nothing else, so that gradients from elsewhere (tf.variableGrads) will do. */
  readonly isPlain?: boolean;
  /** What it needs of the optimizer around it (`Parts`). */
  readonly parts?: object;
  /** Of a source that has options: as they are now. */
  readonly options?: Readonly<Record<string, unknown>>;
  /**
   * Calls `loss` as often as it needs: each call gives the same function of the weights and only the first leaves traces,
   * such as metrics of model.fit (`ClosureRuns`). Without `variables`: all trainable ones that the loss touches.
   * `step` is the optimizer's coming step, from 1. Runs in a tf.tidy.
   */
  evaluate(loss: () => tf.Scalar, variables: tf.Variable[] | undefined, step: number): GradientEvaluation;
  /** For the type checker alone: a source that provides more goes where one that provides less is asked for. */
  readonly satisfies?: (need: Provided) => void;
}

const sources = registry<GradientSource>('gradient source');
const factories = registry<(options: never) => GradientSource>('gradient source with options');

/** The names of all sources that are known, and of what makes those with options. */
export const gradientSourceNames = (): string[] => [...sources.names(), ...factories.names()];

/** Makes a source's name known to `loadLayersModel`. */
export function addSource<Source extends GradientSource>(source: Source): Source {
  sources.add(source.name, source);
  return source;
}

/** The same of sources that have options, by what makes them. */
export const addSources = (name: string, factory: (options: never) => GradientSource): void =>
  factories.add(name, factory);

/** Another source as an option; reverse mode unless given. */
export const gradientOption = (byDefault: GradientSource): Option<GradientSource, GradientSource, true> => ({
  optional: true,
  read(name, value = byDefault) {
    checkGradientSource(name, value);
    return value;
  },
});

/** A source as JSON: its name, with its options if it has any. */
export function sourceToJSON({ name, options }: GradientSource): unknown {
  if (!options) return name;
  return {
    source: name,
    options: mapValues(definedOf(options), (option, key) =>
      isGradientSource(option) ? sourceToJSON(option) : optionToJSON(`${name}: ${key}`, option),
    ),
  };
}

/** The other way round. */
export function sourceFromJSON(json: unknown): GradientSource {
  if (typeof json !== 'object' || json === null) return sources.find(json);
  const { source, options } = json as { source: string; options: Record<string, unknown> };
  const given = mapValues(options, (option, key) =>
    key === 'gradient' ? sourceFromJSON(option) : optionFromJSON(option),
  );
  return factories.find(source)(given as never);
}

/** Whether something has the shape of a gradient source. */
export function isGradientSource(value: unknown): value is GradientSource {
  const source = value as GradientSource | null | undefined;
  return (
    typeof source === 'object' &&
    source !== null &&
    typeof source.name === 'string' &&
    Array.isArray(source.provides) &&
    typeof source.evaluate === 'function'
  );
}

/** Throws a sentence that begins with `name` unless `value` is a gradient source. */
export function checkGradientSource(name: string, value: unknown): asserts value is GradientSource {
  if (isGradientSource(value)) return;
  throw new Error(`${name} is ${show(value)}, but must be a gradient source such as reverseMode.`);
}

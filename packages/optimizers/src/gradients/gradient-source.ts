import { registry } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs';
import type { Signal } from '../rule.js';

/** What was measured at one step. */
export interface Measurement {
  /** The loss at the point before the step. */
  readonly value: tf.Scalar;
  /** By variable name. */
  readonly grads: tf.NamedTensorMap;
}

/** How the gradient (and what else a rule needs) is measured. Any source goes with any rule that its signals satisfy. */
export interface GradientSource<in Provided extends Signal = never> {
  readonly name: string;
  readonly provides: readonly Signal[];
  /** Calls `loss` as often as it needs. Without `variables`: all trainable ones that the loss touches. */
  evaluate(loss: () => tf.Scalar, variables?: tf.Variable[]): Measurement;
  /** For the type checker alone: a source that provides more goes where one that provides less is asked for. */
  readonly satisfies?: (need: Provided) => void;
}

const sources = registry<GradientSource>('gradient source');

/** Declares a source; its name becomes known to `loadLayersModel`. */
export function defineGradientSource<const Provided extends Signal>(
  source: GradientSource<Provided> & { readonly provides: readonly Provided[] },
): GradientSource<Provided> {
  sources.add(source.name, source);
  return source;
}

/** The source a saved optimizer names. */
export const findGradientSource = (name: unknown): GradientSource => sources.find(name);

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

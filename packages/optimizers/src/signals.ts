import * as tf from '@tensorflow/tfjs';
import type { Measurement } from './gradients/gradient-source.js';
import type { Memory } from './kernels/step.js';
import { type AnyRule, type TensorSignal, tensorsNeeded } from './rule.js';

/** Those that were measured, by variable name. */
export type TensorSignals = { readonly [K in TensorSignal]?: tf.NamedTensorMap };

/** What a rule is given besides the gradient, from the time it is measured until it is used. */
export interface Signals {
  readonly scalars: Memory;
  readonly tensors: TensorSignals;
}

/** Takes over from a measurement what the rule needs; the rest of it, but for value and gradients, is disposed. */
export function signalsOf(rule: AnyRule, { value, grads, ...measured }: Measurement): Signals {
  const needed: readonly string[] = tensorsNeeded(rule);
  const tensors: Record<string, tf.NamedTensorMap> = {};
  for (const [name, signal] of Object.entries(measured)) {
    if (!needed.includes(name)) tf.dispose(signal);
    else tensors[name] = keepAll(signal);
  }
  return { scalars: rule.needs?.includes('loss') ? { loss: value.dataSync()[0] } : {}, tensors };
}

function keepAll(tensors: tf.NamedTensorMap): tf.NamedTensorMap {
  for (const tensor of Object.values(tensors)) tf.keep(tensor);
  return tensors;
}

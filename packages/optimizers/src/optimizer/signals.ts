import * as tf from '@tensorflow/tfjs-core';
import type { Measurement } from '../gradients/gradient-source.js';
import type { Memory } from '../kernels/step.js';
import type { AnyRule, TensorSignal } from '../rule/rule.js';

/** Those that were measured, by variable name. */
export type TensorSignals = { readonly [K in TensorSignal]?: tf.NamedTensorMap };

/** What a rule is given besides the gradient, from the time it is measured until it is used. */
export interface Signals {
  readonly scalars: Memory;
  readonly tensors: TensorSignals;
}

/** Takes over from a measurement all but value and gradients. */
export function signalsOf(rule: AnyRule, { value, grads, ...tensors }: Measurement): Signals {
  for (const signal of Object.values(tensors)) for (const tensor of Object.values(signal)) tf.keep(tensor);
  return { scalars: rule.needs?.includes('loss') ? { loss: value.dataSync()[0] } : {}, tensors };
}

import * as tf from '@tensorflow/tfjs-core';
import type { EvaluatedTensors, GradientEvaluation } from '../gradients/gradient-source.js';
import type { AnyRule } from '../rule/any-rule.js';
import type { Scalars } from '../rule/scalars.js';

/** What a rule is given besides the gradient, from the time it is measured until it is used. */
export interface BesideGradient {
  readonly scalars: Scalars;
  readonly tensors: EvaluatedTensors;
}

/** Takes over from a measurement all but value and gradients. */
export function besideGradient(rule: AnyRule, { value, grads, ...tensors }: GradientEvaluation): BesideGradient {
  for (const byVariable of Object.values(tensors)) for (const tensor of Object.values(byVariable)) tf.keep(tensor);
  return { scalars: rule.needs?.includes('loss') ? { loss: value.dataSync()[0] } : {}, tensors };
}

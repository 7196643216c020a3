import * as tf from '@tensorflow/tfjs-core';
import { Excursion } from '../optimizer/weights-at.js';

/** What `measure` gives with the variables at `point`; then they are as they were, to the last bit. */
export function displaced<T>(
  variables: readonly tf.Variable[],
  point: (variable: tf.Variable, index: number) => tf.Tensor,
  measure: () => T,
): T {
  const excursion = new Excursion(variables, () => {
    variables.forEach((variable, index) => {
      tf.tidy(() => variable.assign(point(variable, index)));
    });
  });
  try {
    return measure();
  } finally {
    excursion.back();
  }
}

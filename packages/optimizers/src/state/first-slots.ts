import * as tf from '@tensorflow/tfjs-core';

/** What the slots of a variable begin with, where that is not zero; may be tensors that somebody else has. */
export type FirstValues = (param: tf.Variable) => Readonly<Record<string, number | tf.Tensor | undefined>>;

/** Slots of one variable before its first step, in tensors of their own. Shapes are the variable's unless given. */
export function firstSlots(
  names: readonly string[],
  param: tf.Variable,
  shapes: Readonly<Record<string, readonly number[]>>,
  firstValues: FirstValues,
): Record<string, tf.Tensor> {
  return tf.tidy(() => {
    const given = firstValues(param);
    return Object.fromEntries(
      names.map((slot) => {
        const { [slot]: value = 0 } = given;
        return [
          slot,
          typeof value === 'number' ? tf.fill([...(shapes[slot] ?? param.shape)], value) : tf.mul(value, 1),
        ];
      }),
    );
  });
}

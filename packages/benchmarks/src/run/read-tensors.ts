import type * as tf from '@tensorflow/tfjs';

/** The value of a scalar, which is disposed. */
export async function numberOf(scalar: tf.Scalar): Promise<number> {
  const [value] = await scalar.data(); // webgpu in Node cannot read at once
  scalar.dispose();
  return value;
}

/** All numbers of variables, one after the other. */
export async function numbersOf(variables: readonly tf.Variable[]): Promise<number[]> {
  const values = await Promise.all(variables.map((variable) => variable.data()));
  return values.flatMap((array) => [...array]);
}

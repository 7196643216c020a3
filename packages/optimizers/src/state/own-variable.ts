import * as tf from '@tensorflow/tfjs-core';

/** A tensor with a buffer of its own: tf.clone shares it on cpu. */
export const copyOf = <T extends tf.Tensor>(tensor: T): T => tf.mul(tensor, 1);

let created = 0;
const mark = '/optimizer-zoo-';

/** A variable for an optimizer's state that alone holds the tensor's buffer, under a name that tf does not know yet. */
export function ownVariable(value: tf.Tensor, owner: string): tf.Variable {
  let name: string;
  do name = `${owner}${mark}${created++}`;
  while (tf.engine().registeredVariables[name]); // another copy of this package counts too
  const variable = tf.variable(value, false, name);
  value.dispose();
  return variable;
}

/** tf.disposeVariables takes an optimizer's state too, and tells it nothing. */
export const isAlive = (variable: tf.Variable): boolean => tf.engine().registeredVariables[variable.name] === variable;

/** The variables that are alive, without those of optimizers. */
export const userVariables = (): tf.Variable[] =>
  Object.values(tf.engine().registeredVariables).filter(({ name }) => !name.includes(mark));

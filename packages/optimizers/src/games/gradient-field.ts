import * as tf from '@tensorflow/tfjs-core';
import { flatten } from '../linear-algebra/flat-variables.js';
import type { Field } from './game.js';

/** Each player's own gradient, dx = ∇x f and dy = −∇y f. */
export const gradientField: Field = ({ f, min, max }) => {
  const { value, grads } = tf.variableGrads(f, [...min, ...max]);
  const of = (variables: readonly tf.Variable[]) =>
    flatten(
      variables,
      variables.map(({ name }) => grads[name]),
    );
  return { value, dx: of(min), dy: tf.neg(of(max)) };
};

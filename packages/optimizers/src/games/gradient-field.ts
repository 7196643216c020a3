import * as tf from '@tensorflow/tfjs-core';
import { variableGrads } from '../autodiff/reverse.js';
import { flatten } from '../linear-algebra/on-tfjs/flatten.js';
import type { Field } from './game.js';

/** Each player's own gradient, dx = ∇x f and dy = −∇y f. */
export const gradientField: Field = ({ f, min, max }) => {
  const { value, grads } = variableGrads(f, [...min, ...max]);
  const of = (variables: readonly tf.Variable[]) =>
    flatten(
      variables.map(({ name }) => grads[name]),
      variables,
    );
  return { value, dx: of(min), dy: tf.neg(of(max)) };
};

import * as tf from '@tensorflow/tfjs-core';
import { valueGradHvp } from '../autodiff/index.js';
import { flatten, unflatten } from '../linear-algebra/on-tfjs/flatten.js';
import type { Game } from './game.js';

/** Products with the mixed derivative A = ∂²f/∂x∂y at the present point, which is never formed. */
export interface MixedDerivative {
  /** A v */
  times(v: tf.Tensor1D): tf.Tensor1D;
  /** A′u */
  transposeTimes(u: tf.Tensor1D): tf.Tensor1D;
}

/** By Hessian-vector products with directions in which one player stands still. */
export function mixedDerivative({ f, min, max }: Game): MixedDerivative {
  const product = (directions: tf.Tensor[]) => valueGradHvp(f, [...min, ...max], directions).hvps;
  const still = (variables: readonly tf.Variable[]) => variables.map((variable) => tf.zerosLike(variable));
  return {
    times: (v) => flatten(product([...still(min), ...unflatten(v, max)]).slice(0, min.length), min),
    transposeTimes: (u) => flatten(product([...unflatten(u, min), ...still(max)]).slice(min.length), max),
  };
}

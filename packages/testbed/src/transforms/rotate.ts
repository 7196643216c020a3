import * as tf from '@tensorflow/tfjs-core';
import { Matrix, QrDecomposition } from 'ml-matrix';
import { lazy } from '../lazy.js';
import type { Problem } from '../problem.js';
import { random } from '../random.js';
import { changeVariables } from './change-variables.js';
import { checkFlat, named } from './transform.js';

/**
 * Rotates a problem: g(z) = f(Q z), Q drawn uniformly from the orthogonal matrices. Minimiser and start turn along;
 * curvature stays. What was separable is not so any more.
 *
 * @param seed fixes Q.
 * @throws Error where the problem is not a function of one vector, or one of more than 1000 numbers, whose Q would take
 * minutes.
 */
export function rotate(problem: Problem, seed: number): Problem {
  checkFlat('rotate', problem);
  if (problem.dimension > mostTurned) {
    throw new Error(
      `rotate: ${problem.name} has ${problem.dimension} parameters, but at most ${mostTurned} are allowed.`,
    );
  }
  const Q = lazy(() => orthogonal(problem.dimension, seed));
  const times = (matrix: Matrix, vector: ArrayLike<number>) => matrix.mmul(Matrix.columnVector(vector)).to1DArray();
  const timesTensor = (matrix: Matrix, vector: tf.Tensor1D): tf.Tensor1D =>
    tf.reshape(tf.matMul(tf.tensor2d(matrix.to2DArray()), tf.expandDims(vector, 1)), [-1]);
  const back = (x: readonly number[]) => times(Q().transpose(), x);
  return {
    ...changeVariables(problem, {
      forward: (z) => times(Q(), z),
      backward: back,
      transpose: back,
      forwardTensor: (z) => timesTensor(Q(), z),
      backwardTensor: (x) => timesTensor(Q().transpose(), x),
    }),
    ...named('rotate', problem, { seed }),
    tags: problem.tags.filter((tag) => tag !== 'separable'),
    constants: problem.constants,
  };
}

/** The time for an orthogonal matrix grows with the cube of its size. */
export const mostTurned = 1000;

/** The orthogonal factor of a normal matrix, with the signs that make it uniform (Stewart 1980). */
export function orthogonal(n: number, seed: number): Matrix {
  const normal = random('rotation', n, seed).normal();
  const { orthogonalMatrix, upperTriangularMatrix } = new QrDecomposition(
    new Matrix(Array.from({ length: n }, () => Array.from({ length: n }, normal))),
  );
  return orthogonalMatrix.mulRowVector(upperTriangularMatrix.diagonal().map(Math.sign));
}

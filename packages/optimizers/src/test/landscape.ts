import * as tf from '@tensorflow/tfjs';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { inFloat64 } from './autodiff/float64.js';
import type { Problem } from './autodiff/models.js';
import { noise } from './autodiff/noise.js';

/** A symmetric matrix in float64, row by row. */
export type Symmetric = number[][];

/** Eigenvalues by a dense solver, the largest first. */
export const eigenvalues = (matrix: Symmetric): number[] =>
  new EigenvalueDecomposition(new Matrix(matrix), { assumeSymmetric: true }).realEigenvalues.sort((a, b) => b - a);

/** U diag(spectrum) U′, with U the product of two reflections. */
export function withSpectrum(spectrum: readonly number[]): Symmetric {
  const n = spectrum.length;
  const reflection = (seed: number) => {
    const u = Matrix.columnVector(Array.from(noise([n], seed).dataSync()));
    return Matrix.eye(n).sub(u.mmul(u.transpose()).mul(2 / u.dot(u)));
  };
  const basis = n > 1 ? reflection(1).mmul(reflection(2)) : Matrix.eye(1);
  return basis
    .mmul(Matrix.diag([...spectrum]))
    .mmul(basis.transpose())
    .to2DArray();
}

/** ½ x′A x, with x in two variables of other shapes if there are more than three numbers. */
export function quadratic(matrix: Symmetric, start?: readonly number[]): Problem {
  const n = matrix.length;
  const a = tf.tensor2d(matrix);
  const from = start ? tf.tensor1d([...start]) : (noise([n], 3) as tf.Tensor1D);
  const parts = n > 3 ? [from.slice(0, 2).reshape([2, 1]), from.slice(2)] : [from];
  const variables = parts.map((part) => tf.variable(part));
  tf.dispose([from, parts]);
  return {
    variables,
    loss() {
      const x = tf.concat(variables.map((part) => part.flatten()));
      return x.dot(tf.dot(a, x)).mul(0.5).asScalar();
    },
    dispose: () => tf.dispose([a, ...variables]),
  };
}

/** The whole Hessian of a problem: central differences of tf's own gradient, in float64 on cpu. */
export async function denseHessian(make: () => Problem): Promise<Symmetric> {
  const backend = tf.getBackend();
  await tf.setBackend('cpu');
  const hessian = inFloat64(() => {
    const { variables, loss, dispose } = make();
    const gradient = () =>
      tf.tidy(() => {
        const { grads } = tf.variableGrads(loss, variables);
        return variables.flatMap(({ name }) => [...grads[name].dataSync()]);
      });
    const rows = variables.flatMap((variable) => {
      const at = [...variable.dataSync()];
      const shifted = (index: number, by: number) => {
        tf.tidy(() =>
          variable.assign(
            tf.tensor(
              at.map((value, i) => (i === index ? value + by : value)),
              variable.shape,
            ),
          ),
        );
        return gradient();
      };
      const h = 1e-5;
      const ofVariable = at.map((_, index) => {
        const [behind, ahead] = [-h, h].map((by) => shifted(index, by));
        return ahead.map((value, i) => (value - behind[i]) / (2 * h));
      });
      shifted(0, 0);
      return ofVariable;
    });
    dispose();
    return rows;
  });
  await tf.setBackend(backend);
  return hessian.map((row, i) => row.map((value, j) => (value + hessian[j][i]) / 2));
}

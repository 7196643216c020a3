import * as tf from '@tensorflow/tfjs-core';
import { valueGradHvp } from '../../autodiff/value-grad-hvp.js';
import { cholesky, solveCholesky } from '../../linear-algebra/cholesky.js';
import { flatten, unflatten } from '../../linear-algebra/on-tfjs/flatten.js';
import { oneHot } from '../../linear-algebra/one-hot.js';
import type { Direction } from './direction.js';

/** A loss at one point with its gradient and its whole Hessian, in float64: n Hessian-vector products, n² numbers. */
export class NewtonSystem {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Those that the loss depends on. */
  readonly variables: readonly tf.Variable[];
  private readonly hessian: Float64Array;

  constructor(loss: () => tf.Scalar, all: readonly tf.Variable[]) {
    const variables = tf.tidy(() => {
      const { grads } = valueGradHvp(
        loss,
        all,
        all.map((variable) => tf.zerosLike(variable)),
      );
      return all.filter((_, i) => grads[i]) as never;
    }) as tf.Variable[];
    this.variables = variables;
    const n = variables.reduce((sum, { size }) => sum + size, 0);
    this.gradient = new Float64Array(n);
    this.hessian = new Float64Array(n * n);
    let value = Number.NaN;
    for (let i = 0; i < n; i++) {
      tf.tidy(() => {
        const found = valueGradHvp(loss, variables, unflatten(tf.reshape(oneHot([i], n), [n]), variables));
        [value] = found.value.dataSync();
        if (i === 0) this.gradient.set(flatten(found.grads).dataSync());
        const row = flatten(found.hvps).dataSync();
        row.forEach((element, j) => {
          this.hessian[i * n + j] += element / 2;
          this.hessian[j * n + i] += element / 2;
        });
      });
    }
    this.value = value;
  }

  /** −(H + damping I)⁻¹ g; undefined unless that matrix is positive definite and finite. */
  direction(damping: number): Direction | undefined {
    const n = this.gradient.length;
    const factor = cholesky(this.hessian, n, damping);
    if (!factor || !this.gradient.every(Number.isFinite)) return undefined;
    const d = solveCholesky(factor, n, this.gradient);
    return tf.tidy(() => unflatten(tf.tensor1d(Array.from(d, (value) => -value)), this.variables));
  }
}

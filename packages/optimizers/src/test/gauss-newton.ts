import * as tf from '@tensorflow/tfjs';
import { oneHot } from '../autodiff/gramian/one-hot.js';
import { jacobianVector } from '../autodiff/index.js';

/** J, row by row, by forward mode for one parameter after the other. */
export function jacobianOf(outputs: () => tf.Tensor2D, variables: readonly tf.Variable[]): number[][] {
  const columns = variables.flatMap((variable, at) =>
    Array.from({ length: variable.size }, (_, i) =>
      tf.tidy(() => {
        const direction = tf.reshape(oneHot([i], variable.size), variable.shape);
        const vs = variables.map((other, j) => (j === at ? direction : tf.zerosLike(other)));
        return Array.from(jacobianVector(outputs, variables, vs).tangents.dataSync());
      }),
    ),
  );
  return columns[0].map((_, row) => columns.map((column) => column[row]));
}

/** x with A x = b, by Gauss's elimination with row pivots. */
export function eliminate(a: readonly number[][], b: readonly number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i]]);
  const n = b.length;
  for (let k = 0; k < n; k++) {
    const pivot = rows.reduce((best, row, i) => (i >= k && Math.abs(row[k]) > Math.abs(rows[best][k]) ? i : best), k);
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const x = Array(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const known = rows[i].slice(i + 1, n).reduce((sum, value, j) => sum + value * x[i + 1 + j], 0);
    x[i] = (rows[i][n] - known) / rows[i][i];
  }
  return x;
}

/** −(J' Q J + damping I)⁻¹ J' r with n by n matrices in float64; Q in blocks for each sample. */
export function explicitDirection(jacobian: number[][], q: number[][][], r: number[], damping: number): number[] {
  const c = q[0].length;
  const n = jacobian[0].length;
  const gradient = Array(n).fill(0);
  const matrix = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? damping : 0)));
  q.forEach((block, sample) => {
    const rows = jacobian.slice(sample * c, (sample + 1) * c);
    rows.forEach((row, k) => {
      const scaled = row.map((_, i) => rows.reduce((sum, other, l) => sum + block[k][l] * other[i], 0));
      row.forEach((value, i) => {
        gradient[i] -= value * r[sample * c + k];
        if (value !== 0) for (let j = 0; j < n; j++) matrix[i][j] += value * scaled[j];
      });
    });
  });
  return eliminate(matrix, gradient);
}

export const valuesOf = (variables: readonly tf.Tensor[]): number[] =>
  variables.flatMap((variable) => Array.from(variable.dataSync()));

/** |a − b| / |b| */
export const relativeError = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, i) => value - b[i])) / Math.hypot(...b);

/** The sizes of all tensors that are made while `run` runs, and how many bytes more than before there were at most. */
export async function watchMemory(run: () => unknown): Promise<{ sizes: number[]; peak: number }> {
  const sizes: number[] = [];
  const { numBytes } = tf.memory();
  let peak = 0;
  const engine = tf.engine() as unknown as { trackTensor(tensor: tf.Tensor, backend: object): void };
  const { trackTensor } = engine;
  engine.trackTensor = (tensor, backend) => {
    trackTensor.call(engine, tensor, backend);
    sizes.push(tensor.size);
    peak = Math.max(peak, tf.memory().numBytes - numBytes);
  };
  await run();
  engine.trackTensor = trackTensor;
  return { sizes, peak };
}

import * as tf from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { asObjective } from '../as-objective.js';
import { moons } from '../data/moons.js';
import { deterministicInstance } from '../deterministic-instance.js';
import { offering } from '../offers.js';
import type { Problem } from '../problem.js';
import { random } from '../random.js';

const epsilon = 1;
const fidelity = 10;
const { points, labels } = moons(30, 0.1, 0);
const sides = labels.map((label) => 2 * label - 1);
/** Two points of each class are known. */
const known = labels.map((_, i) => (i % 15 === 7 ? fidelity : 0));

/** D − W with weights exp(−|p − q|² / 0.1). */
const laplacian = (() => {
  const weights = points.map(([x, y], i) =>
    points.map(([u, v], j) => (i === j ? 0 : Math.exp(-((x - u) ** 2 + (y - v) ** 2) / 0.1))),
  );
  const degrees = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  return Matrix.diag(degrees).sub(new Matrix(weights));
})();

const n = points.length;
const weights = Float64Array.from(laplacian.to1DArray());

/** The i-th element of L u. */
function smoothAt(u: ArrayLike<number>, i: number): number {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += weights[n * i + j]! * u[j]!;
  return sum;
}

/** The share of one node in ε/2 u′Lu + 1/(4ε) Σ (u_i² − 1)² + λ/2 Σ_known (u_i − side_i)², added to a sum. */
function added(sum: number, ui: number, smooth: number, i: number): number {
  const [wells, data] = [(ui ** 2 - 1) ** 2 / (4 * epsilon), (known[i]! / 2) * (ui - sides[i]!) ** 2];
  return sum + (epsilon / 2) * ui * smooth + wells + data;
}

function value(u: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = added(sum, u[i]!, smoothAt(u, i), i);
  return sum;
}

const float64 = asObjective(n, value, (u, into) => {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const [ui, smooth] = [u[i]!, smoothAt(u, i)];
    sum = added(sum, ui, smooth, i);
    into[i] = epsilon * smooth + (ui * (ui ** 2 - 1)) / epsilon + known[i]! * (ui - sides[i]!);
  }
  return sum;
});

const startAt = (seed: number) => Array.from({ length: n }, random('start', seed).normal(0, 0.1));

/** The Ginzburg-Landau functional on the graph of two moons, of which four points are labelled: u tells the sides. */
export const ginzburgLandau: Problem = {
  name: 'ginzburgLandau',
  formula: "0.5 u'L u + sum_i (u_i^2 - 1)^2 / 4 + 5 sum_known (u_i - side_i)^2, L the Laplacian of the graph",
  reference: 'Bertozzi & Flenner 2012, doi:10.1137/11083109X; data: two moons',
  tags: ['non-convex', 'graph', 'semi-supervised'],
  dimension: n,
  offers: offering({ float64 }),
  float64,
  start: startAt,
  config: { name: 'ginzburgLandau' },
  create(seed) {
    const L = tf.tensor2d(laplacian.to2DArray());
    const [fidelities, targets] = [tf.tensor1d(known), tf.tensor1d(sides)];
    const objective = (u: tf.Tensor1D) => {
      const smooth = tf.dot(u, tf.dot(L, u));
      const wells = tf.sum(tf.square(tf.sub(tf.square(u), 1)));
      const data = tf.sum(tf.mul(fidelities, tf.square(tf.sub(u, targets))));
      return tf.addN([tf.mul(smooth, epsilon / 2), tf.div(wells, 4 * epsilon), tf.div(data, 2)]) as tf.Scalar;
    };
    return deterministicInstance(startAt(seed), objective, [L, fidelities, targets]);
  },
};

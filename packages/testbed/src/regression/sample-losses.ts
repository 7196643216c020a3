import * as tf from '@tensorflow/tfjs-core';

/** The loss of one sample as a function of the score z = x · w and the target or label y. */
export interface SampleLoss {
  readonly formula: string;
  value(z: number, y: number): number;
  /** The derivative by z; at a kink one of its subgradients. */
  slope(z: number, y: number): number;
  /** The second derivative by z. */
  curvature(z: number, y: number): number;
  /** The infimum and supremum of the second derivative; none where it is not differentiable. */
  readonly bounds?: readonly [least: number, most: number];
  /** Whether y must be a label, −1 or 1. */
  readonly labels?: boolean;
  /** Element by element. */
  tensor(z: tf.Tensor, y: tf.Tensor): tf.Tensor;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

export const squared: SampleLoss = {
  formula: '(x_i.w - y_i)^2 / 2',
  value: (z, y) => (z - y) ** 2 / 2,
  slope: (z, y) => z - y,
  curvature: () => 1,
  bounds: [1, 1],
  tensor: (z, y) => tf.div(tf.square(tf.sub(z, y)), 2),
};

export const logistic: SampleLoss = {
  formula: 'log(1 + exp(-y_i x_i.w))',
  labels: true,
  value: (z, y) => Math.max(0, -y * z) + Math.log1p(Math.exp(-Math.abs(z))),
  slope: (z, y) => -y * sigmoid(-y * z),
  curvature: (z) => sigmoid(z) * sigmoid(-z),
  bounds: [0, 1 / 4],
  tensor: (z, y) => tf.softplus(tf.neg(tf.mul(z, y))),
};

export const hinge: SampleLoss = {
  formula: 'max(0, 1 - y_i x_i.w)',
  labels: true,
  value: (z, y) => Math.max(0, 1 - y * z),
  slope: (z, y) => (y * z < 1 ? -y : 0),
  curvature: () => 0,
  tensor: (z, y) => tf.relu(tf.sub(1, tf.mul(z, y))),
};

/**
 * The hinge made smooth (Rennie & Srebro 2005; Shalev-Shwartz & Zhang 2013): with the shortfall s = 1 − y z it is 0 for
 * s ≤ 0, s² / 2γ up to γ, and s − γ / 2 beyond. Its curvature is 1 / γ on samples with 0 < s < γ alone, which no w brings
 * about for all: L is a bound (for γ ≤ 1).
 *
 * @throws Error where gamma is not above 0.
 */
export const smoothedHinge = (gamma: number): SampleLoss => {
  if (!(Number.isFinite(gamma) && gamma > 0))
    throw new Error(`smoothedHinge: gamma is ${gamma}, but must be in (0, inf).`);
  const clipped = (z: number, y: number) => Math.min(Math.max(1 - y * z, 0), gamma);
  return {
    formula: `(s^2 - max(s - ${gamma}, 0)^2) / ${2 * gamma} with s = max(0, 1 - y_i x_i.w)`,
    labels: true,
    value: (z, y) => (clipped(z, y) * (2 * Math.max(1 - y * z, 0) - clipped(z, y))) / (2 * gamma),
    slope: (z, y) => (-y * clipped(z, y)) / gamma,
    curvature: (z, y) => (clipped(z, y) > 0 && clipped(z, y) < gamma ? 1 / gamma : 0),
    bounds: [0, 1 / gamma],
    tensor(z, y) {
      const s = tf.relu(tf.sub(1, tf.mul(z, y)));
      return tf.div(tf.sub(tf.square(s), tf.square(tf.relu(tf.sub(s, gamma)))), 2 * gamma);
    },
  };
};

import * as tf from '@tensorflow/tfjs';

/** The problems of the reference trajectories: a loss of one flat variable. */
export const problems: Readonly<Record<string, (x: tf.Tensor) => tf.Scalar>> = {
  /** Ill-conditioned quadratic, d = 10, condition 1e3. */
  P1: (x) => tf.sum(tf.sub(tf.mul(tf.square(x), curvatures), tf.mul(x, slopes))),
  /** Rosenbrock. */
  P2: (x) => {
    const [a, b] = tf.unstack(x) as tf.Scalar[];
    return tf.add(tf.square(tf.sub(1, a)), tf.mul(100, tf.square(tf.sub(b, tf.square(a)))));
  },
  /** Logistic regression, d = 8, n = 64, l2 1e-3. */
  P3: (w) => {
    const margins = tf.mul(signs, tf.reshape(tf.matMul(features, tf.reshape(w, [8, 1])), [64]));
    return tf.add(tf.mean(tf.softplus(tf.neg(margins))), tf.mul(0.5e-3, tf.sum(tf.square(w))));
  },
  /** Beale. */
  Beale: (x) => {
    const [a, b] = tf.unstack(x) as tf.Scalar[];
    const terms = [1.5, 2.25, 2.625].map((c, i) => tf.square(tf.sub(c, tf.mul(a, tf.sub(1, tf.pow(b, i + 1))))));
    return tf.addN(terms) as tf.Scalar;
  },
};

const range = (length: number) => Array.from({ length }, (_, index) => index + 1);
const curvatures = range(10).map((i) => 0.5 * 10 ** ((3 * (i - 1)) / 9));
const slopes = range(10).map(Math.sin);
const rows = range(64).map((i) => range(8).map((j) => Math.sin(0.7 * i * j + 0.3 * j)));
const signs = rows.map((row) => (row.reduce((sum, x, j) => sum + Math.cos(j + 1) * x, 0) >= 0 ? 1 : -1));
const features = rows;

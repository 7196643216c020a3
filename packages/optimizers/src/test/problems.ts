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
  /** Classification by a network of 4, 8 tanh and 3 units, n = 32. */
  P4: (w) => {
    const [w1, b1, w2, b2] = tf.split(w, [32, 8, 24, 3]);
    const hidden = tf.tanh(tf.add(tf.matMul(inputs, tf.reshape(w1, [4, 8])), b1));
    const logits = tf.add(tf.matMul(hidden as tf.Tensor2D, tf.reshape(w2, [8, 3])), b2);
    return tf.mean(tf.sub(tf.logSumExp(logits, 1), tf.sum(tf.mul(logits, tf.oneHot(classes, 3)), 1)));
  },
  /** Beale. */
  Beale: (x) => {
    const [a, b] = tf.unstack(x) as tf.Scalar[];
    const terms = [1.5, 2.25, 2.625].map((c, i) => tf.square(tf.sub(c, tf.mul(a, tf.sub(1, tf.pow(b, i + 1))))));
    return tf.addN(terms) as tf.Scalar;
  },
};

/** The shapes of the variables that a problem's flat vector is made of, if not one. */
export const layouts: Readonly<Record<string, number[][]>> = { P4: [[4, 8], [8], [8, 3], [3]] };

const range = (length: number) => Array.from({ length }, (_, index) => index + 1);
const curvatures = range(10).map((i) => 0.5 * 10 ** ((3 * (i - 1)) / 9));
const slopes = range(10).map(Math.sin);
const rows = range(64).map((i) => range(8).map((j) => Math.sin(0.7 * i * j + 0.3 * j)));
const signs = rows.map((row) => (row.reduce((sum, x, j) => sum + Math.cos(j + 1) * x, 0) >= 0 ? 1 : -1));
const features = rows;
const inputs = range(32).map((i) => range(4).map((j) => Math.sin(0.9 * i * j + 0.5 * j)));
const classes = inputs.map((row) => {
  const scores = range(3).map((k) => row.reduce((sum, x, j) => sum + x * Math.cos(1.7 * k * (j + 1)), 0));
  return scores.indexOf(Math.max(...scores));
});

import * as tf from '@tensorflow/tfjs-core';
import { normal } from '../networks/layers.js';
import { type NetworkProblem, networkProblem } from '../networks/network-problem.js';
import type { Problem } from '../problem.js';

const units = 10;
/** Midpoints of 40 equal parts of (0, 1), as a column. */
const grid = () => tf.tidy(() => tf.reshape(tf.div(tf.add(tf.range(0, 40), 0.5), 40), [40, 1]));
const force = (x: tf.Tensor) => tf.mul(tf.sin(tf.mul(x, Math.PI)), Math.PI ** 2);

/** A network N(x) = Σ_j a_j tanh(w_j x + b_j) and its first two derivatives by x, in closed form. */
function network([w, b, a]: readonly tf.Tensor[], x: tf.Tensor) {
  const t = tf.tanh(tf.add(tf.matMul(x, w!), b!));
  const slope = tf.mul(tf.sub(1, tf.square(t)), w!);
  const bend = tf.mul(tf.mul(tf.mul(t, slope), w!), -2);
  return { N: tf.matMul(t, a!), dN: tf.matMul(slope, a!), ddN: tf.matMul(bend, a!) };
}

/** u(x) = x (1 − x) N(x), which is zero at both ends, and its derivatives. */
export function solution(xs: readonly tf.Tensor[], x: tf.Tensor) {
  const { N, dN, ddN } = network(xs, x);
  const [hat, slope] = [tf.mul(x, tf.sub(1, x)), tf.sub(1, tf.mul(x, 2))];
  return {
    u: tf.mul(hat, N),
    du: tf.add(tf.mul(slope, N), tf.mul(hat, dN)),
    ddu: tf.addN([tf.mul(N, -2), tf.mul(tf.mul(slope, dN), 2), tf.mul(hat, ddN)]),
  };
}

const shared: Pick<NetworkProblem, 'tags' | 'parameters' | 'data'> = {
  tags: ['network', 'differential-equation'],
  parameters: [normal(2, 1, units), normal(1, units), normal(0.5, units, 1)],
  data: () => [grid()],
};

/** −u″ = π² sin πx on (0, 1) with u = 0 at the ends, solved by a network; the solution is u = sin πx. */
export const poisson: readonly Problem[] = [
  networkProblem({
    ...shared,
    name: 'deepRitzPoisson',
    formula: "int u'^2 / 2 - pi^2 sin(pi x) u, u = x (1 - x) sum_j a_j tanh(w_j x + b_j); -pi^2/4 at the solution",
    reference: 'E & Yu 2018, doi:10.1007/s40304-018-0127-z',
    mean(xs, [x]) {
      const { u, du } = solution(xs, x!);
      return tf.mean(tf.sub(tf.div(tf.square(du), 2), tf.mul(force(x!), u)));
    },
  }),
  networkProblem({
    ...shared,
    name: 'physicsInformedPoisson',
    formula: "int (u'' + pi^2 sin(pi x))^2, u = x (1 - x) sum_j a_j tanh(w_j x + b_j)",
    reference: 'Raissi, Perdikaris & Karniadakis 2019, doi:10.1016/j.jcp.2018.10.045',
    residuals: (xs, [x]) => tf.reshape(tf.div(tf.add(solution(xs, x!).ddu, force(x!)), Math.sqrt(x!.size)), [-1]),
  }),
];

import * as tf from '@tensorflow/tfjs-core';
import { solve } from '../../../linear-algebra/host.js';
import { smallest } from '../../../linear-algebra/norm.js';
import { type Geometry, type GeometryName, geometries } from './geometry.js';
import { damped, inUnit, kept, lipschitz, type NewtonPreconditioner } from './preconditioner.js';

/** Q, or P where the geometry fits P itself, for all parameters as one column; a bound for its fit. */
export interface DenseState {
  readonly q: tf.Tensor2D;
  readonly bounds: tf.Tensor;
}

const dot = tf.matMul<tf.Tensor2D>;
const outer = (a: tf.Tensor2D) => dot(a, a, false, true);

/** A matrix without structure, for all parameters together. */
export function dense(name: GeometryName): NewtonPreconditioner<DenseState> {
  const geometry: Geometry = geometries[name];
  const apply = ({ q }: DenseState, g: tf.Tensor2D) => (geometry.fitsP ? dot(q, g) : dot(q, dot(q, g), true));

  /** What h and v look like from Q. */
  function sides(state: DenseState, h: tf.Tensor2D, v: tf.Tensor2D): [tf.Tensor2D, tf.Tensor2D] {
    const { q } = state;
    if (name === 'EQ') return [dot(q, h), solve(tf.transpose(q), v)];
    const ph = apply(state, h);
    return name === 'QEP' ? [dot(q, ph), dot(q, v)] : [ph, v];
  }

  return {
    apply: (state, g) => apply(state, g as tf.Tensor2D),
    start: ({ shape: [n] }) => ({ q: tf.eye(n), bounds: tf.zeros([1]) }),
    scaled: ({ q }, scale) => ({
      q: tf.mul(q, geometry.fitsP ? tf.square(scale) : scale),
      bounds: tf.fill([1], smallest),
    }),
    newton(state, v, h, given, random) {
      const noisy = damped(h, random.normal(h.shape), given) as tf.Tensor2D;
      const {
        unit,
        sides: [a, b],
      } = inUnit(sides(state, noisy, v as tf.Tensor2D));
      const before = tf.div(tf.div(state.bounds, unit), unit);
      const bounds = lipschitz(before, tf.add(tf.sum(tf.square(a)), tf.sum(tf.square(b))), given);
      const s = tf.div(given.preconditionerLearningRate, tf.reshape(bounds, []));
      return { q: geometry.matrix(state.q, tf.sub(outer(a), outer(b)), s, random), bounds: kept(bounds, unit) };
    },
  };
}

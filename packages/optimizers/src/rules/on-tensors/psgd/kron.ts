import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../gradients/random.js';
import { type Factor, gram, multiply, onRows } from '../../../linear-algebra/axes.js';
import { solve } from '../../../linear-algebra/host.js';
import { smallest } from '../../../linear-algebra/norm.js';
import { type Geometry, type GeometryName, geometries } from './geometry.js';
import { spectralNorm } from './norm-bound.js';
import {
  damped,
  type FitSettings,
  inUnit,
  kept,
  lipschitz,
  type NewtonPreconditioner,
  type WhiteningPreconditioner,
} from './preconditioner.js';

/** One factor for each axis, and a bound for how fast the criterion's gradient changes with each. */
export interface KronState {
  readonly factors: readonly tf.Tensor[];
  readonly bounds: readonly tf.Tensor[];
}

interface KronSettings {
  readonly geometry: GeometryName;
  readonly maxSize: number;
  readonly maxSkew: number;
}

/** Axes of length 1 do not count; a scalar has one. */
export function squeezed(shape: readonly number[]): number[] {
  const axes = shape.filter((size) => size !== 1);
  return axes.length > 0 ? axes : [1];
}

/** A matrix for each axis, or its diagonal where the axis is too long (0 for `maxSize` is no limit). */
export function kronFactors(shape: readonly number[], { maxSize, maxSkew }: Omit<KronSettings, 'geometry'>): Factor[] {
  const axes = squeezed(shape);
  const count = tf.util.sizeFromShape(axes);
  return axes.map((size, axis) => {
    const isDiagonal = size <= 1 || (maxSize > 0 && size > maxSize) || size ** 2 > maxSkew * count;
    return { axis, shape: isDiagonal ? [size] : [size, size] };
  });
}

const transform = (x: tf.Tensor, factors: readonly tf.Tensor[], transpose = false) =>
  factors.reduce((product, q, axis) => multiply(product, axis, q, transpose), x);

const applied = ({ fitsP }: Geometry, { factors }: KronState, g: tf.Tensor) =>
  fitsP ? transform(g, factors) : transform(transform(g, factors), factors, true);

/** What h and v look like from each factor, in a unit; without v its expectation, a number for that times the identity. */
function seen(geometry: Geometry, state: KronState, h: tf.Tensor, v: tf.Tensor | undefined) {
  const { factors } = state;
  const whole = geometry.fitsPairs
    ? [transform(h, factors), factors.reduce(divide, v!)]
    : [applied(geometry, state, h), v ?? []].flat();
  const { unit, sides } = inUnit(whole);
  const [fromH, fromV] = sides;
  const pairs = factors.map((q, axis) => {
    const on = (x: tf.Tensor) => contraction(geometry.seesTransformed ? multiply(x, axis, q) : x, axis, q);
    return [on(fromH), fromV ? on(fromV) : expected(geometry, q, h.size / h.shape[axis], unit)] as const;
  });
  return { unit, pairs };
}

/** What noise contracts to. */
function expected({ seesTransformed }: Geometry, q: tf.Tensor, count: number, unit: tf.Scalar): tf.Tensor {
  const share = tf.div(tf.div(count, unit), unit);
  if (!seesTransformed) return share;
  return tf.mul(q.rank === 1 ? tf.square(q) : tf.matMul(q as tf.Tensor2D, q as tf.Tensor2D, false, true), share);
}

/** The factors after one step on h, with v or what is expected of it. */
function fitted(
  geometry: Geometry,
  start: KronState,
  [h, v]: readonly [h: tf.Tensor, v?: tf.Tensor],
  given: FitSettings,
  random: Random,
): KronState {
  const state = geometry.seesTransformed ? balanced(start) : start;
  const bounds: tf.Tensor[] = [];
  const { unit, pairs } = seen(geometry, state, h, v);
  const factors = pairs.map(([fromH, fromV], i) => {
    const { [i]: q } = state.factors;
    const largest = (t: tf.Tensor) => (q.rank === 1 ? tf.max(t) : spectralNorm(t, random));
    const ell = fromV.rank === 0 ? tf.add(largest(fromH), fromV) : largest(tf.add(fromH, fromV));
    const bound = lipschitz(tf.div(tf.div(state.bounds[i], unit), unit), ell, given);
    bounds[i] = kept(bound, unit);
    const s = tf.div(given.preconditionerLearningRate, bound);
    if (q.rank === 1) return geometry.diagonal(q, tf.sub(fromH, fromV), s);
    const e = tf.sub(fromH, fromV.rank === 0 ? tf.mul(tf.eye(q.shape[0]), fromV) : fromV);
    return geometry.matrix(q as tf.Tensor2D, e as tf.Tensor2D, s, random);
  });
  return !geometry.seesTransformed && random.uniform() < 0.01 ? balanced({ factors, bounds }) : { factors, bounds };
}

/** The Kronecker product of a factor for each axis of a tensor. */
export function kron(settings: KronSettings): WhiteningPreconditioner<KronState> & NewtonPreconditioner<KronState> {
  const geometry: Geometry = geometries[settings.geometry];
  return {
    apply: (state, g) => applied(geometry, state, g),
    start(like) {
      const factors = kronFactors(like.shape, settings);
      return {
        factors: factors.map(({ shape: [size, other] }) => (other ? tf.eye(size) : tf.ones([size]))),
        bounds: factors.map(() => tf.scalar(0)),
      };
    },
    scaled({ factors }, scale) {
      const each = tf.pow(geometry.fitsP ? tf.square(scale) : scale, 1 / factors.length);
      return { factors: factors.map((q) => tf.mul(q, each)), bounds: factors.map(() => tf.scalar(smallest)) };
    },
    whiten(state, g, given, random) {
      const w = random.normal(g.shape);
      return fitted(geometry, state, [damped(g, w, given), geometry.fitsPairs ? w : undefined], given, random);
    },
    newton: (state, v, h, given, random) =>
      fitted(geometry, state, [damped(h, random.normal(h.shape), given), v], given, random),
  };
}

/** A tensor contracted with itself over all axes but one; its diagonal for a diagonal factor. */
const contraction = (x: tf.Tensor, axis: number, q: tf.Tensor) =>
  q.rank === 2
    ? gram(x, axis)
    : tf.sum(
        tf.square(x),
        [...x.shape.keys()].filter((other) => other !== axis),
      );

/** The inverse of a factor's transpose on its axis. */
const divide = (x: tf.Tensor, q: tf.Tensor, axis: number) =>
  onRows(x, axis, (rows) => (q.rank === 1 ? tf.div(rows, tf.expandDims(q, 1)) : solve(tf.transpose(q), rows)));

/** The same product, of factors that are as large as each other. */
function balanced({ factors, bounds }: KronState): KronState {
  if (factors.length < 2) return { factors, bounds };
  const sizes = factors.map((q) => tf.max(tf.abs(q)));
  const mean = tf.pow(tf.prod(tf.stack(sizes)), 1 / factors.length);
  return { factors: factors.map((q, i) => tf.mul(q, tf.div(mean, sizes[i]))), bounds };
}

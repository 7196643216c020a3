import { type Factor, gram, multiply, onRows } from '../../../linear-algebra/axes.js';
import { solve } from '../../../linear-algebra/host.js';
import { smallest } from '../../../linear-algebra/norm.js';
import { type RandomTensors, sizeFromShape, type Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';
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
  readonly factors: readonly Tensor[];
  readonly bounds: readonly Tensor[];
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
  const count = sizeFromShape(axes);
  return axes.map((size, axis) => {
    const isDiagonal = size <= 1 || (maxSize > 0 && size > maxSize) || size ** 2 > maxSkew * count;
    return { axis, shape: isDiagonal ? [size] : [size, size] };
  });
}

const transform = (x: Tensor, factors: readonly Tensor[], transpose = false) =>
  factors.reduce((product, q, axis) => multiply(product, axis, q, transpose), x);

const applied = ({ fitsP }: Geometry, { factors }: KronState, g: Tensor) =>
  fitsP ? transform(g, factors) : transform(transform(g, factors), factors, true);

/** What h and v look like from each factor, in a unit; without v its expectation, a number for that times the identity. */
function seen(geometry: Geometry, state: KronState, h: Tensor, v: Tensor | undefined) {
  const { factors } = state;
  const whole = geometry.fitsPairs
    ? [transform(h, factors), factors.reduce(divide, v!)]
    : [applied(geometry, state, h), v ?? []].flat();
  const { unit, sides } = inUnit(whole);
  const [fromH, fromV] = sides;
  const pairs = factors.map((q, axis) => {
    const on = (x: Tensor) => contraction(geometry.seesTransformed ? multiply(x, axis, q) : x, axis, q);
    return [on(fromH), fromV ? on(fromV) : expected(geometry, q, h.size / h.shape[axis], unit)] as const;
  });
  return { unit, pairs };
}

/** What noise contracts to. */
function expected({ seesTransformed }: Geometry, q: Tensor, count: number, unit: Tensor): Tensor {
  const share = t.div(t.div(count, unit), unit);
  if (!seesTransformed) return share;
  return t.mul(q.rank === 1 ? t.square(q) : t.matMul(q, q, false, true), share);
}

/** The factors after one step on h, with v or what is expected of it. */
function fitted(
  geometry: Geometry,
  start: KronState,
  [h, v]: readonly [h: Tensor, v?: Tensor],
  given: FitSettings,
  random: RandomTensors,
): KronState {
  const state = geometry.seesTransformed ? balanced(start) : start;
  const bounds: Tensor[] = [];
  const { unit, pairs } = seen(geometry, state, h, v);
  const factors = pairs.map(([fromH, fromV], i) => {
    const { [i]: q } = state.factors;
    const largest = (x: Tensor) => (q.rank === 1 ? t.max(x) : spectralNorm(x, random));
    const ell = fromV.rank === 0 ? t.add(largest(fromH), fromV) : largest(t.add(fromH, fromV));
    const bound = lipschitz(t.div(t.div(state.bounds[i], unit), unit), ell, given);
    bounds[i] = kept(bound, unit);
    const s = t.div(given.preconditionerLearningRate, bound);
    if (q.rank === 1) return geometry.diagonal(q, t.sub(fromH, fromV), s);
    const e = t.sub(fromH, fromV.rank === 0 ? t.mul(t.eye(q.shape[0]), fromV) : fromV);
    return geometry.matrix(q, e, s, random);
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
        factors: factors.map(({ shape: [size, other] }) => (other ? t.eye(size) : t.ones([size]))),
        bounds: factors.map(() => t.scalar(0)),
      };
    },
    scaled({ factors }, scale) {
      const each = t.pow(geometry.fitsP ? t.square(scale) : scale, 1 / factors.length);
      return { factors: factors.map((q) => t.mul(q, each)), bounds: factors.map(() => t.scalar(smallest)) };
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
const contraction = (x: Tensor, axis: number, q: Tensor) =>
  q.rank === 2
    ? gram(x, axis)
    : t.sum(
        t.square(x),
        [...x.shape.keys()].filter((other) => other !== axis),
      );

/** The inverse of a factor's transpose on its axis. */
const divide = (x: Tensor, q: Tensor, axis: number) =>
  onRows(x, axis, (rows) => (q.rank === 1 ? t.div(rows, t.expandDims(q, 1)) : solve(t.transpose(q), rows)));

/** The same product, of factors that are as large as each other. */
function balanced({ factors, bounds }: KronState): KronState {
  if (factors.length < 2) return { factors, bounds };
  const sizes = factors.map((q) => t.max(t.abs(q)));
  const mean = t.pow(t.prod(t.stack(sizes)), 1 / factors.length);
  return { factors: factors.map((q, i) => t.mul(q, t.div(mean, sizes[i]))), bounds };
}

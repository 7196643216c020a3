import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../gradients/random.js';
import { inverse } from '../../../linear-algebra/inverse.js';
import { norm, smallest } from '../../../linear-algebra/norm.js';
import {
  damped,
  type FitSettings,
  inUnit,
  kept,
  lipschitz,
  type NewtonPreconditioner,
  type WhiteningPreconditioner,
} from './preconditioner.js';

/** Q = (I + U V') diag(d), for all parameters as one column; bounds for the fits of U, V and d. */
export interface LraState {
  readonly u: tf.Tensor2D;
  readonly v: tf.Tensor2D;
  readonly d: tf.Tensor2D;
  readonly bounds: tf.Tensor;
}

const dot = tf.matMul<tf.Tensor2D>;
const dotT = (a: tf.Tensor2D, b: tf.Tensor2D) => dot(a, b, true);

/** The slots of a variable. */
export function lraSlots(shape: readonly number[], rank: number) {
  const size = tf.util.sizeFromShape([...shape]);
  return { m: shape, u: [size, rank], v: [size, rank], d: [size, 1], bounds: [3] };
}

/** Those that have a row for each parameter. */
export const lraRows = ['u', 'v', 'd'] as const;

/** (I + A B') x */
const plusIdentity = (a: tf.Tensor2D, b: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor2D =>
  a.shape[1] === 0 ? x : tf.add(x, dot(a, dotT(b, x)));

function applied({ u, v, d }: LraState, g: tf.Tensor): tf.Tensor2D {
  return tf.mul(d, plusIdentity(v, u, plusIdentity(u, v, tf.mul(d, g))));
}

/** The pair and what it looks like: h, Q h, P h and v, Q'⁻¹ v, P⁻¹ v, in their unit; M. */
function seen(rank: number, { u, v, d }: Omit<LraState, 'bounds'>, h: tf.Tensor2D, probe: tf.Tensor2D) {
  const qh = plusIdentity(u, v, tf.mul(d, h));
  const ph = tf.mul(d, plusIdentity(v, u, qh));
  const m = (rank > 0 ? tf.add(tf.eye(rank), dotT(v, u)) : u) as tf.Tensor2D; // rank 0: not used
  const mInverse = rank > 0 ? inverse(m) : m;
  let q = tf.div(probe, d) as tf.Tensor2D; // becomes Q'⁻¹ v
  if (rank > 0) q = tf.sub(q, dot(v, dotT(mInverse, dotT(u, q))));
  const p = tf.div(rank > 0 ? tf.sub(q, dot(u, dot(mInverse, dotT(v, q)))) : q, d);
  return { m, ...inUnit([h, qh, ph, probe, q, p] as tf.Tensor2D[]) };
}

/** U or V, and d, after one step on a pair. */
function fitted(
  rank: number,
  state: LraState,
  [probe, h]: readonly [probe: tf.Tensor2D, h: tf.Tensor2D],
  given: FitSettings,
  random: Random,
): LraState {
  const { u, v } = rank > 0 ? balanced(state) : state;
  const { d } = state;
  const { m, unit, sides } = seen(rank, { u, v, d }, h, probe);
  const [hSide, qh, ph, vSide, q, p] = sides;
  const [uBound, vBound, dBound] = tf.unstack(tf.div(tf.div(state.bounds, unit), unit));
  const rate = (bound: tf.Tensor) => tf.div(given.preconditionerLearningRate, bound);
  const keep = (bounds: tf.Tensor[]) => kept(tf.stack(bounds), unit);

  const [fromH, fromV] = [tf.mul(ph, hSide), tf.mul(vSide, p)];
  const dNext = lipschitz(dBound, tf.add(tf.max(tf.abs(fromH)), tf.max(tf.abs(fromV))), given);
  const dFitted = tf.sub(d, tf.mul(tf.mul(tf.sub(fromH, fromV), d), rate(dNext))) as tf.Tensor2D;

  const isU = random.uniform() < 0.5; // one of U and V at a time
  if (rank === 0) return { u, v, d: dFitted, bounds: keep([uBound, vBound, dNext]) };
  const other = isU ? v : u;
  const [a, b] = [dotT(qh, other), dotT(q, other)];
  const length = (row: tf.Tensor2D) => norm(dot(row, other, false, true));
  const ell = tf.add(tf.mul(norm(qh), length(a)), tf.mul(norm(q), length(b)));
  const next = lipschitz(isU ? uBound : vBound, ell, given);
  if (isU) {
    const change = tf.sub(dot(qh, dot(a, m)), dot(q, dot(b, m)));
    return { u: tf.sub(u, tf.mul(change, rate(next))), v, d: dFitted, bounds: keep([next, vBound, dNext]) };
  }
  const part = (x: tf.Tensor2D, row: tf.Tensor2D) => dot(tf.add(x, dot(v, row, false, true)) as tf.Tensor2D, row);
  const change = tf.sub(part(qh, a), part(q, b));
  return { u, v: tf.sub(v, tf.mul(change, rate(next))), d: dFitted, bounds: keep([uBound, next, dNext]) };
}

/** A diagonal matrix with a correction of low rank, for all parameters together. */
export function lra(rank: number): WhiteningPreconditioner<LraState> & NewtonPreconditioner<LraState> {
  return {
    apply: applied,
    start(like, { normal }) {
      const matrix = (): tf.Tensor2D => {
        if (rank === 0) return tf.zeros([like.shape[0], 0]);
        const noise = normal([like.shape[0], rank]) as tf.Tensor2D;
        return tf.mul(noise, tf.div(Math.sqrt(0.1), norm(noise)));
      };
      return { u: matrix(), v: matrix(), d: tf.ones([like.shape[0], 1]), bounds: tf.zeros([3]) };
    },
    scaled: ({ u, v, d }, scale) => ({ u, v, d: tf.mul(d, scale), bounds: tf.fill([3], smallest) }),
    whiten(state, g, given, random) {
      const probe = random.normal(g.shape);
      return fitted(rank, state, [probe as tf.Tensor2D, damped(g, probe, given) as tf.Tensor2D], given, random);
    },
    newton(state, probe, h, given, random) {
      const noisy = damped(h, random.normal(h.shape), given);
      return fitted(rank, state, [probe as tf.Tensor2D, noisy as tf.Tensor2D], given, random);
    },
  };
}

/** The same U V', with U'U nearer to V'V. */
function balanced({ u, v }: LraState): Pick<LraState, 'u' | 'v'> {
  const [uu, vv] = [dotT(u, u), dotT(v, v)];
  const [ut, vt] = [tf.sum(tf.square(u)), tf.sum(tf.square(v))];
  const rho = tf.pow(tf.div(ut, vt), 1 / 4);
  const square = tf.square(rho);
  const difference = tf.mul(tf.sub(tf.div(uu, square), tf.mul(vv, square)), 0.1);
  const e = tf.div(difference, tf.add(tf.div(ut, square), tf.mul(vt, square))) as tf.Tensor2D;
  const half = tf.div(dot(e, e), 2);
  const [smallU, largeV] = [tf.div(u, rho), tf.mul(v, rho)] as [tf.Tensor2D, tf.Tensor2D];
  return {
    u: tf.sub(smallU, dot(smallU, tf.sub(e, half))),
    v: tf.add(largeV, dot(largeV, tf.add(e, half))),
  };
}

import * as tf from '@tensorflow/tfjs';
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
  a.shape[1] === 0 ? x : x.add(dot(a, dotT(b, x)));

/** A diagonal matrix with a correction of low rank, for all parameters together. */
export function lra(rank: number): WhiteningPreconditioner<LraState> & NewtonPreconditioner<LraState> {
  function apply({ u, v, d }: LraState, g: tf.Tensor): tf.Tensor2D {
    return d.mul(plusIdentity(v, u, plusIdentity(u, v, d.mul(g))));
  }

  /** The pair and what it looks like: h, Q h, P h and v, Q'⁻¹ v, P⁻¹ v, in their unit; M. */
  function seen({ u, v, d }: Omit<LraState, 'bounds'>, h: tf.Tensor2D, probe: tf.Tensor2D) {
    const qh = plusIdentity(u, v, d.mul(h));
    const ph = d.mul(plusIdentity(v, u, qh));
    const m = (rank > 0 ? tf.eye(rank).add(dotT(v, u)) : u) as tf.Tensor2D; // rank 0: not used
    const mInverse = rank > 0 ? inverse(m) : m;
    let q = probe.div(d) as tf.Tensor2D; // becomes Q'⁻¹ v
    if (rank > 0) q = q.sub(dot(v, dotT(mInverse, dotT(u, q))));
    const p = (rank > 0 ? q.sub(dot(u, dot(mInverse, dotT(v, q)))) : q).div(d);
    return { m, ...inUnit([h, qh, ph, probe, q, p] as tf.Tensor2D[]) };
  }

  function fit(state: LraState, probe: tf.Tensor2D, h: tf.Tensor2D, given: FitSettings, random: Random): LraState {
    const { u, v } = rank > 0 ? balanced(state) : state;
    const { d } = state;
    const { m, unit, sides } = seen({ u, v, d }, h, probe);
    const [hSide, qh, ph, vSide, q, p] = sides;
    const [uBound, vBound, dBound] = state.bounds.div(unit).div(unit).unstack();
    const rate = (bound: tf.Tensor) => tf.div(given.preconditionerLearningRate, bound);
    const keep = (bounds: tf.Tensor[]) => kept(tf.stack(bounds), unit);

    const [fromH, fromV] = [ph.mul(hSide), vSide.mul(p)];
    const dNext = lipschitz(dBound, fromH.abs().max().add(fromV.abs().max()), given);
    const fitted = d.sub(fromH.sub(fromV).mul(d).mul(rate(dNext))) as tf.Tensor2D;

    const isU = random.uniform() < 0.5; // one of U and V at a time
    if (rank === 0) return { u, v, d: fitted, bounds: keep([uBound, vBound, dNext]) };
    const other = isU ? v : u;
    const [a, b] = [dotT(qh, other), dotT(q, other)];
    const length = (row: tf.Tensor2D) => norm(dot(row, other, false, true));
    const ell = norm(qh)
      .mul(length(a))
      .add(norm(q).mul(length(b)));
    const next = lipschitz(isU ? uBound : vBound, ell, given);
    if (isU) {
      const change = dot(qh, dot(a, m)).sub(dot(q, dot(b, m)));
      return { u: u.sub(change.mul(rate(next))), v, d: fitted, bounds: keep([next, vBound, dNext]) };
    }
    const part = (x: tf.Tensor2D, row: tf.Tensor2D) => dot(x.add(dot(v, row, false, true)) as tf.Tensor2D, row);
    const change = part(qh, a).sub(part(q, b));
    return { u, v: v.sub(change.mul(rate(next))), d: fitted, bounds: keep([uBound, next, dNext]) };
  }

  return {
    apply,
    start(like, { normal }) {
      const matrix = (): tf.Tensor2D => {
        if (rank === 0) return tf.zeros([like.shape[0], 0]);
        const noise = normal([like.shape[0], rank]) as tf.Tensor2D;
        return noise.mul(tf.div(Math.sqrt(0.1), norm(noise)));
      };
      return { u: matrix(), v: matrix(), d: tf.ones([like.shape[0], 1]), bounds: tf.zeros([3]) };
    },
    scaled: ({ u, v, d }, scale) => ({ u, v, d: d.mul(scale), bounds: tf.fill([3], smallest) }),
    whiten(state, g, given, random) {
      const probe = random.normal(g.shape);
      return fit(state, probe as tf.Tensor2D, damped(g, probe, given) as tf.Tensor2D, given, random);
    },
    newton(state, probe, h, given, random) {
      const noisy = damped(h, random.normal(h.shape), given);
      return fit(state, probe as tf.Tensor2D, noisy as tf.Tensor2D, given, random);
    },
  };
}

/** The same U V', with U'U nearer to V'V. */
function balanced({ u, v }: LraState): Pick<LraState, 'u' | 'v'> {
  const [uu, vv] = [dotT(u, u), dotT(v, v)];
  const [ut, vt] = [u.square().sum(), v.square().sum()];
  const rho = ut.div(vt).pow(1 / 4);
  const square = rho.square();
  const difference = uu.div(square).sub(vv.mul(square)).mul(0.1);
  const e = difference.div(ut.div(square).add(vt.mul(square))) as tf.Tensor2D;
  const half = dot(e, e).div(2);
  const [smallU, largeV] = [u.div(rho), v.mul(rho)] as [tf.Tensor2D, tf.Tensor2D];
  return {
    u: smallU.sub(dot(smallU, e.sub(half))),
    v: largeV.add(dot(largeV, e.add(half))),
  };
}

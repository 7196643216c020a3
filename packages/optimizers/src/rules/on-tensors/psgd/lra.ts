import { norm, smallest } from '../../../linear-algebra/norm.js';
import { type RandomTensors, sizeFromShape, type Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';
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
  readonly u: Tensor;
  readonly v: Tensor;
  readonly d: Tensor;
  readonly bounds: Tensor;
}

const dot = t.matMul;
const dotT = (a: Tensor, b: Tensor) => dot(a, b, true);

/** The slots of a variable. */
export function lraSlots(shape: readonly number[], rank: number) {
  const size = sizeFromShape(shape);
  return { m: shape, u: [size, rank], v: [size, rank], d: [size, 1], bounds: [3] };
}

/** Those that have a row for each parameter. */
export const lraRows = ['u', 'v', 'd'] as const;

/** (I + A B') x */
const plusIdentity = (a: Tensor, b: Tensor, x: Tensor): Tensor => (a.shape[1] === 0 ? x : t.add(x, dot(a, dotT(b, x))));

function applied({ u, v, d }: LraState, g: Tensor): Tensor {
  return t.mul(d, plusIdentity(v, u, plusIdentity(u, v, t.mul(d, g))));
}

/** The pair and what it looks like: h, Q h, P h and v, Q'⁻¹ v, P⁻¹ v, in their unit; M. */
function seen(rank: number, { u, v, d }: Omit<LraState, 'bounds'>, h: Tensor, probe: Tensor) {
  const qh = plusIdentity(u, v, t.mul(d, h));
  const ph = t.mul(d, plusIdentity(v, u, qh));
  const m = rank > 0 ? t.add(t.eye(rank), dotT(v, u)) : u; // rank 0: not used
  const mInverse = rank > 0 ? t.inverse(m) : m;
  let q = t.div(probe, d); // becomes Q'⁻¹ v
  if (rank > 0) q = t.sub(q, dot(v, dotT(mInverse, dotT(u, q))));
  const p = t.div(rank > 0 ? t.sub(q, dot(u, dot(mInverse, dotT(v, q)))) : q, d);
  return { m, ...inUnit([h, qh, ph, probe, q, p]) };
}

/** U or V, and d, after one step on a pair. */
function fitted(
  rank: number,
  state: LraState,
  [probe, h]: readonly [probe: Tensor, h: Tensor],
  given: FitSettings,
  random: RandomTensors,
): LraState {
  const { u, v } = rank > 0 ? balanced(state) : state;
  const { d } = state;
  const { m, unit, sides } = seen(rank, { u, v, d }, h, probe);
  const [hSide, qh, ph, vSide, q, p] = sides;
  const [uBound, vBound, dBound] = t.unstack(t.div(t.div(state.bounds, unit), unit));
  const rate = (bound: Tensor) => t.div(given.preconditionerLearningRate, bound);
  const keep = (bounds: Tensor[]) => kept(t.stack(bounds), unit);

  const [fromH, fromV] = [t.mul(ph, hSide), t.mul(vSide, p)];
  const dNext = lipschitz(dBound, t.add(t.max(t.abs(fromH)), t.max(t.abs(fromV))), given);
  const dFitted = t.sub(d, t.mul(t.mul(t.sub(fromH, fromV), d), rate(dNext)));

  const isU = random.uniform() < 0.5; // one of U and V at a time
  if (rank === 0) return { u, v, d: dFitted, bounds: keep([uBound, vBound, dNext]) };
  const other = isU ? v : u;
  const [a, b] = [dotT(qh, other), dotT(q, other)];
  const length = (row: Tensor) => norm(dot(row, other, false, true));
  const ell = t.add(t.mul(norm(qh), length(a)), t.mul(norm(q), length(b)));
  const next = lipschitz(isU ? uBound : vBound, ell, given);
  if (isU) {
    const change = t.sub(dot(qh, dot(a, m)), dot(q, dot(b, m)));
    return { u: t.sub(u, t.mul(change, rate(next))), v, d: dFitted, bounds: keep([next, vBound, dNext]) };
  }
  const part = (x: Tensor, row: Tensor) => dot(t.add(x, dot(v, row, false, true)), row);
  const change = t.sub(part(qh, a), part(q, b));
  return { u, v: t.sub(v, t.mul(change, rate(next))), d: dFitted, bounds: keep([uBound, next, dNext]) };
}

/** A diagonal matrix with a correction of low rank, for all parameters together. */
export function lra(rank: number): WhiteningPreconditioner<LraState> & NewtonPreconditioner<LraState> {
  return {
    apply: applied,
    start(like, { normal }) {
      const matrix = (): Tensor => {
        if (rank === 0) return t.zeros([like.shape[0], 0]);
        const noise = normal([like.shape[0], rank]);
        return t.mul(noise, t.div(Math.sqrt(0.1), norm(noise)));
      };
      return { u: matrix(), v: matrix(), d: t.ones([like.shape[0], 1]), bounds: t.zeros([3]) };
    },
    scaled: ({ u, v, d }, scale) => ({ u, v, d: t.mul(d, scale), bounds: t.fill([3], smallest) }),
    whiten(state, g, given, random) {
      const probe = random.normal(g.shape);
      return fitted(rank, state, [probe, damped(g, probe, given)], given, random);
    },
    newton(state, probe, h, given, random) {
      const noisy = damped(h, random.normal(h.shape), given);
      return fitted(rank, state, [probe, noisy], given, random);
    },
  };
}

/** The same U V', with U'U nearer to V'V. */
function balanced({ u, v }: LraState): Pick<LraState, 'u' | 'v'> {
  const [uu, vv] = [dotT(u, u), dotT(v, v)];
  const [ut, vt] = [t.sum(t.square(u)), t.sum(t.square(v))];
  const rho = t.pow(t.div(ut, vt), 1 / 4);
  const square = t.square(rho);
  const difference = t.mul(t.sub(t.div(uu, square), t.mul(vv, square)), 0.1);
  const e = t.div(difference, t.add(t.div(ut, square), t.mul(vt, square)));
  const half = t.div(dot(e, e), 2);
  const [smallU, largeV] = [t.div(u, rho), t.mul(v, rho)];
  return {
    u: t.sub(smallU, dot(smallU, t.sub(e, half))),
    v: t.add(largeV, dot(largeV, t.add(e, half))),
  };
}

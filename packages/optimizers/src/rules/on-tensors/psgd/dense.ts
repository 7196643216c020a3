import { solve } from '../../../linear-algebra/host.js';
import { smallest } from '../../../linear-algebra/norm.js';
import type { Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';
import { type Geometry, type GeometryName, geometries } from './geometry.js';
import { damped, inUnit, kept, lipschitz, type NewtonPreconditioner } from './preconditioner.js';

/** Q, or P where the geometry fits P itself, for all parameters as one column; a bound for its fit. */
export interface DenseState {
  readonly q: Tensor;
  readonly bounds: Tensor;
}

const dot = t.matMul;
const outer = (a: Tensor) => dot(a, a, false, true);

/** A matrix without structure, for all parameters together. */
export function dense(name: GeometryName): NewtonPreconditioner<DenseState> {
  const geometry: Geometry = geometries[name];
  const apply = ({ q }: DenseState, g: Tensor) => (geometry.fitsP ? dot(q, g) : dot(q, dot(q, g), true));

  /** What h and v look like from Q. */
  function sides(state: DenseState, h: Tensor, v: Tensor): [Tensor, Tensor] {
    const { q } = state;
    if (name === 'EQ') return [dot(q, h), solve(t.transpose(q), v)];
    const ph = apply(state, h);
    return name === 'QEP' ? [dot(q, ph), dot(q, v)] : [ph, v];
  }

  return {
    apply: (state, g) => apply(state, g),
    start: ({ shape: [n] }) => ({ q: t.eye(n), bounds: t.zeros([1]) }),
    scaled: ({ q }, scale) => ({
      q: t.mul(q, geometry.fitsP ? t.square(scale) : scale),
      bounds: t.fill([1], smallest),
    }),
    newton(state, v, h, given, random) {
      const noisy = damped(h, random.normal(h.shape), given);
      const {
        unit,
        sides: [a, b],
      } = inUnit(sides(state, noisy, v));
      const before = t.div(t.div(state.bounds, unit), unit);
      const bounds = lipschitz(before, t.add(t.sum(t.square(a)), t.sum(t.square(b))), given);
      const s = t.div(given.preconditionerLearningRate, t.reshape(bounds, []));
      return { q: geometry.matrix(state.q, t.sub(outer(a), outer(b)), s, random), bounds: kept(bounds, unit) };
    },
  };
}

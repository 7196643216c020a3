import { choice, integer, number } from '@optimizer-zoo/schedulers';
import { flatten } from '../../../linear-algebra/flatten.js';
import { norm, smallest } from '../../../linear-algebra/norm.js';
import type { Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';

import { choose, either, isPositive } from './flag.js';
import { separate, sizesOf } from './joined.js';
import { inUnit } from './preconditioner.js';

/** Options of both types. */
export const xmatOptions = {
  learningRate: number('[0, inf)', 0.01, { around: 100 }),
  preconditionerLearningRate: number('[0, inf)', 0.1, { around: 10 }),
  stepNormalizer: choice('second', 'first'),
  momentum: number('[0, 1)', 0),
  initialScale: number('[0, inf)', 0),
  maxNorm: number('[0, inf)', 0),
  seed: integer('[0, inf)', 0),
} as const;

interface XmatVariable {
  readonly param: Tensor;
  readonly grad: Tensor;
  readonly m: Tensor;
  readonly a: Tensor;
  readonly b: Tensor;
  /** The length of the vector that Q has been fitted for, 0 before. */
  readonly fitted: number;
  readonly learningRate: number;
  readonly preconditionerLearningRate: number;
  readonly stepNormalizer: 'first' | 'second';
  readonly momentum: number;
  readonly initialScale: number;
  readonly maxNorm: number;
}

/** Q = diag(a) + antidiag(b). */
interface Matrix {
  readonly a: Tensor;
  readonly b: Tensor;
}

/** A pair that Q is fitted to, as one vector each; `scale` is where Q starts without `initialScale`. */
export interface Pair {
  readonly v: Tensor;
  readonly h: Tensor;
  readonly scale: () => Tensor;
}

/** Below this a gradient is taken for noise when Q gets its scale, as below the `damping` of the other types. */
export const least = { damping: 1e-9 };

const flip = (x: Tensor) => t.reverse(x);

/** Whether Q is that of another vector: each parameter's partner depends on its length. */
export const isFresh = (variables: readonly Pick<XmatVariable, 'param' | 'fitted'>[]) => {
  const total = sizesOf(variables).reduce((a, b) => a + b);
  return variables.some(({ fitted }) => fitted !== total);
};

/**
 * One step of all variables as one vector. Without a pair Q stays; before the first that says something all stays as it was,
 * with a at 0.
 */
export function xmatStep(variables: readonly XmatVariable[], pairOf: (g: Tensor) => Pair | undefined) {
  const [settings] = variables;
  const { momentum, initialScale, maxNorm } = settings;
  const flat = (slot: 'grad' | 'm' | 'a' | 'b') => flatten(variables.map(({ [slot]: tensor }) => tensor));
  const g = flat('grad');
  const pair = pairOf(g);
  const zeros = t.zerosLike(g);
  const waiting: Matrix = isFresh(variables) ? { a: zeros, b: zeros } : { a: flat('a'), b: flat('b') };
  const hasBegun = !isFresh(variables) && (t.readsFreely() || t.greater(t.max(t.abs(waiting.a)), 0));
  const goes = either(hasBegun, () => pair !== undefined && isPositive(t.max(t.abs(pair.h))));
  const first = () => ({ a: t.mul(t.onesLike(g), initialScale > 0 ? initialScale : pair!.scale()), b: zeros });
  const before = flat('m');
  const average = t.add(t.mul(before, momentum), t.mul(g, 1 - momentum));
  const { a, b, m } = choose(
    goes,
    () => ({
      ...(pair
        ? fit(
            choose(hasBegun, () => waiting, first),
            pair,
            settings,
          )
        : waiting),
      m: average,
    }),
    () => ({ ...waiting, m: before }),
  );
  const x = momentum > 0 ? average : g; // what is no number is to be seen
  const cross = t.mul(a, b);
  const d = t.add(t.mul(t.add(t.square(a), flip(t.square(b))), x), t.mul(t.add(cross, flip(cross)), flip(x)));
  const shrink = maxNorm > 0 ? t.minimum(t.div(maxNorm, t.add(norm(d), smallest)), 1) : t.scalar(1);
  const apart = (tensor: Tensor) =>
    separate(
      tensor,
      variables.map(({ param }) => param),
    );
  const [ms, as, bs, ds] = [m, a, b, t.mul(d, shrink)].map(apart);
  return variables.map(({ param, learningRate, fitted }, i) => ({
    param: t.sub(param, t.mul(ds[i], learningRate)),
    m: ms[i],
    a: as[i],
    b: bs[i],
    fitted: pair && goes !== false ? g.size : fitted,
  }));
}

/** Q after a step of the fit. */
function fit({ a, b }: Matrix, { v, h }: Pair, { stepNormalizer, preconditionerLearningRate }: XmatVariable): Matrix {
  const [aFlip, bFlip] = [flip(a), flip(b)];
  const { sides } = inUnit([
    t.add(t.mul(a, h), t.mul(b, flip(h))),
    t.div(t.sub(t.mul(aFlip, v), t.mul(bFlip, flip(v))), t.sub(t.mul(a, aFlip), t.mul(b, bFlip))),
  ]);
  const [qh, w] = sides;
  const [hSquare, vSquare] = [t.square(qh), t.square(w)];
  const n = a.size;
  const isMiddle = t.equal(t.mul(t.range(0, n), 2), n - 1); // of an odd number: a alone has it
  const da = t.sub(hSquare, vSquare);
  const db = t.where(isMiddle, 0, t.sub(t.mul(qh, flip(qh)), t.mul(w, flip(w))));
  const bound =
    stepNormalizer === 'second' ? t.max(t.add(hSquare, vSquare)) : t.maximum(t.max(t.abs(da)), t.max(t.abs(db)));
  const mu = t.div(preconditionerLearningRate, t.add(bound, smallest));
  return {
    a: t.sub(a, t.mul(t.add(t.mul(da, a), t.mul(db, bFlip)), mu)),
    b: t.sub(b, t.mul(t.add(t.mul(da, b), t.mul(db, aFlip)), mu)),
  };
}

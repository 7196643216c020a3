import { choice, integer, number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { flatten } from '../../../linear-algebra/flatten.js';
import { norm, smallest } from '../../../linear-algebra/norm.js';
import { readsFreely } from '../../../linear-algebra/reads-freely.js';
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
  readonly param: tf.Tensor;
  readonly grad: tf.Tensor;
  readonly m: tf.Tensor;
  readonly a: tf.Tensor;
  readonly b: tf.Tensor;
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
  readonly a: tf.Tensor;
  readonly b: tf.Tensor;
}

/** A pair that Q is fitted to, as one vector each; `scale` is where Q starts without `initialScale`. */
export interface Pair {
  readonly v: tf.Tensor;
  readonly h: tf.Tensor;
  readonly scale: () => tf.Tensor;
}

/** Below this a gradient is taken for noise when Q gets its scale, as below the `damping` of the other types. */
export const least = { damping: 1e-9 };

const flip = (x: tf.Tensor) => tf.reverse(x);

/** Whether Q is that of another vector: each parameter's partner depends on its length. */
export const isFresh = (variables: readonly Pick<XmatVariable, 'param' | 'fitted'>[]) => {
  const total = sizesOf(variables).reduce((a, b) => a + b);
  return variables.some(({ fitted }) => fitted !== total);
};

/**
 * One step of all variables as one vector. Without a pair Q stays; before the first that says something all stays as it was,
 * with a at 0.
 */
export function xmatStep(variables: readonly XmatVariable[], pairOf: (g: tf.Tensor) => Pair | undefined) {
  const [settings] = variables;
  const { momentum, initialScale, maxNorm } = settings;
  const flat = (slot: 'grad' | 'm' | 'a' | 'b') => flatten(variables.map(({ [slot]: tensor }) => tensor));
  const g = flat('grad');
  const pair = pairOf(g);
  const zeros = tf.zerosLike(g);
  const waiting: Matrix = isFresh(variables) ? { a: zeros, b: zeros } : { a: flat('a'), b: flat('b') };
  const hasBegun = !isFresh(variables) && (readsFreely() || tf.greater(tf.max(tf.abs(waiting.a)), 0));
  const goes = either(hasBegun, () => pair !== undefined && isPositive(tf.max(tf.abs(pair.h))));
  const first = () => ({ a: tf.mul(tf.onesLike(g), initialScale > 0 ? initialScale : pair!.scale()), b: zeros });
  const before = flat('m');
  const average = tf.add(tf.mul(before, momentum), tf.mul(g, 1 - momentum));
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
  const cross = tf.mul(a, b);
  const d = tf.add(tf.mul(tf.add(tf.square(a), flip(tf.square(b))), x), tf.mul(tf.add(cross, flip(cross)), flip(x)));
  const shrink = maxNorm > 0 ? tf.minimum(tf.div(maxNorm, tf.add(norm(d), smallest)), 1) : tf.scalar(1);
  const apart = (tensor: tf.Tensor) =>
    separate(
      tensor,
      variables.map(({ param }) => param),
    );
  const [ms, as, bs, ds] = [m, a, b, tf.mul(d, shrink)].map(apart);
  return variables.map(({ param, learningRate, fitted }, i) => ({
    param: tf.sub(param, tf.mul(ds[i], learningRate)),
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
    tf.add(tf.mul(a, h), tf.mul(b, flip(h))),
    tf.div(tf.sub(tf.mul(aFlip, v), tf.mul(bFlip, flip(v))), tf.sub(tf.mul(a, aFlip), tf.mul(b, bFlip))),
  ]);
  const [qh, w] = sides;
  const [hSquare, vSquare] = [tf.square(qh), tf.square(w)];
  const n = a.size;
  const isMiddle = tf.equal(tf.mul(tf.range(0, n), 2), n - 1); // of an odd number: a alone has it
  const da = tf.sub(hSquare, vSquare);
  const db = tf.where(isMiddle, 0, tf.sub(tf.mul(qh, flip(qh)), tf.mul(w, flip(w))));
  const bound =
    stepNormalizer === 'second' ? tf.max(tf.add(hSquare, vSquare)) : tf.maximum(tf.max(tf.abs(da)), tf.max(tf.abs(db)));
  const mu = tf.div(preconditionerLearningRate, tf.add(bound, smallest));
  return {
    a: tf.sub(a, tf.mul(tf.add(tf.mul(da, a), tf.mul(db, bFlip)), mu)),
    b: tf.sub(b, tf.mul(tf.add(tf.mul(da, b), tf.mul(db, aFlip)), mu)),
  };
}

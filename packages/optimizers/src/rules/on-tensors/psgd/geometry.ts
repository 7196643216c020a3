import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../../gradients/random.js';
import { choice } from '../../../rule/hyperparameters.js';
import { procrustes2, procrustes3 } from './procrustes.js';

/** In which coordinates Q moves: how a factor takes a step of size s against the error E = (Q-transformed) h h' − v v'. */
export interface Geometry {
  matrix(q: tf.Tensor2D, e: tf.Tensor2D, s: tf.Tensor, random: Random): tf.Tensor2D;
  diagonal(q: tf.Tensor, e: tf.Tensor, s: tf.Tensor): tf.Tensor;
  /** Whether P itself is fitted in the place of Q. */
  readonly fitsP?: boolean;
}

const dot = tf.matMul<tf.Tensor2D>;
const gain = (q: tf.Tensor, e: tf.Tensor, s: tf.Tensor) => q.mul(tf.sub(1, e.mul(s)));
const left = (q: tf.Tensor2D, e: tf.Tensor2D, s: tf.Tensor) => q.sub(dot(e, q).mul(s)) as tf.Tensor2D;

/** Q ← (1 − t E) Q (1 − t E), kept symmetric. */
const quadratic = (share: number): Omit<Geometry, 'fitsP'> => ({
  matrix(q, e, s) {
    const error = e.mul(s.mul(share)) as tf.Tensor2D;
    const p = q.sub(dot(error, q)) as tf.Tensor2D;
    const both = p.sub(dot(p, error)) as tf.Tensor2D;
    return both.add(both.transpose()).div(2);
  },
  diagonal: (q, e, s) => q.mul(tf.sub(1, e.mul(s.mul(share))).square()),
});

const upper = (e: tf.Tensor2D) => tf.linalg.bandPart(e, 0, -1) as tf.Tensor2D;

/** By the authors' names for dQ, Q0.5EQ1.5 spelled out. */
export const geometries = {
  Q0p5EQ1p5: { matrix: (q, e, s, random) => procrustes2(left(q, e, s), random), diagonal: gain },
  EQ: { matrix: (q, e, s) => left(q, upper(e), s), diagonal: gain },
  QEQ: { matrix: (q, e, s) => q.sub(dot(q, e).mul(s)), diagonal: gain },
  QEP: { matrix: left, diagonal: gain },
  QUAD: quadratic(0.5),
  PRO4P: { matrix: (q, e, s, random) => procrustes3(left(q, e, s), random), diagonal: gain, fitsP: true },
  QUAD4P: { ...quadratic(1), fitsP: true },
} as const satisfies Readonly<Record<string, Geometry>>;

export type GeometryName = keyof typeof geometries;

export const geometryChoice = choice(...(Object.keys(geometries) as GeometryName[]));

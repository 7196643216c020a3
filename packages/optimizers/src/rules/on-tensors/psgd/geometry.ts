import { choice } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../gradients/random.js';
import { procrustes2, procrustes3 } from './procrustes.js';

/** In which coordinates Q moves: how a factor takes a step of size s against the error E = (Q-transformed) h h' − v v'. */
export interface Geometry {
  matrix(q: tf.Tensor2D, e: tf.Tensor2D, s: tf.Tensor, random: Random): tf.Tensor2D;
  diagonal(q: tf.Tensor, e: tf.Tensor, s: tf.Tensor): tf.Tensor;
  /** Whether P itself is fitted in the place of Q. */
  readonly fitsP?: boolean;
  /** Whether it is fitted to pairs (v, h), with v through Q'⁻¹; others take what noise is expected to be. */
  readonly fitsPairs?: boolean;
  /** Whether a factor sees what it has transformed once more: the error stands between Q and P. */
  readonly seesTransformed?: boolean;
}

const dot = tf.matMul<tf.Tensor2D>;
const gain = (q: tf.Tensor, e: tf.Tensor, s: tf.Tensor) => tf.mul(q, tf.sub(1, tf.mul(e, s)));
const left = (q: tf.Tensor2D, e: tf.Tensor2D, s: tf.Tensor) => tf.sub(q, tf.mul(dot(e, q), s)) as tf.Tensor2D;

/** Q ← (1 − t E) Q (1 − t E), kept symmetric. */
const quadratic = (share: number): Omit<Geometry, 'fitsP'> => ({
  matrix(q, e, s) {
    const error = tf.mul(e, tf.mul(s, share)) as tf.Tensor2D;
    const p = tf.sub(q, dot(error, q)) as tf.Tensor2D;
    const both = tf.sub(p, dot(p, error)) as tf.Tensor2D;
    return tf.div(tf.add(both, tf.transpose(both)), 2);
  },
  diagonal: (q, e, s) => tf.mul(q, tf.square(tf.sub(1, tf.mul(e, tf.mul(s, share))))),
});

const upper = (e: tf.Tensor2D) => tf.linalg.bandPart(e, 0, -1) as tf.Tensor2D;

/** By the authors' names for dQ, Q0.5EQ1.5 spelled out. */
export const geometries = {
  Q0p5EQ1p5: { matrix: (q, e, s, random) => procrustes2(left(q, e, s), random), diagonal: gain },
  EQ: { matrix: (q, e, s) => left(q, upper(e), s), diagonal: gain, fitsPairs: true },
  QEQ: { matrix: (q, e, s) => tf.sub(q, tf.mul(dot(q, e), s)), diagonal: gain },
  QEP: { matrix: left, diagonal: gain, seesTransformed: true },
  QUAD: quadratic(0.5),
  PRO4P: { matrix: (q, e, s, random) => procrustes3(left(q, e, s), random), diagonal: gain, fitsP: true },
  QUAD4P: { ...quadratic(1), fitsP: true },
} as const satisfies Readonly<Record<string, Geometry>>;

export type GeometryName = keyof typeof geometries;

export const geometryChoice = choice(...(Object.keys(geometries) as GeometryName[]));

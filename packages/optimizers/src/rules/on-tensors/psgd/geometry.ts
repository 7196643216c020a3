import { choice } from '@optimizer-zoo/schedulers';
import type { RandomTensors, Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';
import { procrustes2, procrustes3 } from './procrustes.js';

/** In which coordinates Q moves: how a factor takes a step of size s against the error E = (Q-transformed) h h' − v v'. */
export interface Geometry {
  matrix(q: Tensor, e: Tensor, s: Tensor, random: RandomTensors): Tensor;
  diagonal(q: Tensor, e: Tensor, s: Tensor): Tensor;
  /** Whether P itself is fitted in the place of Q. */
  readonly fitsP?: boolean;
  /** Whether it is fitted to pairs (v, h), with v through Q'⁻¹; others take what noise is expected to be. */
  readonly fitsPairs?: boolean;
  /** Whether a factor sees what it has transformed once more: the error stands between Q and P. */
  readonly seesTransformed?: boolean;
}

const dot = t.matMul;
const gain = (q: Tensor, e: Tensor, s: Tensor) => t.mul(q, t.sub(1, t.mul(e, s)));
const left = (q: Tensor, e: Tensor, s: Tensor) => t.sub(q, t.mul(dot(e, q), s));

/** Q ← (1 − t E) Q (1 − t E), kept symmetric. */
const quadratic = (share: number): Omit<Geometry, 'fitsP'> => ({
  matrix(q, e, s) {
    const error = t.mul(e, t.mul(s, share));
    const p = t.sub(q, dot(error, q));
    const both = t.sub(p, dot(p, error));
    return t.div(t.add(both, t.transpose(both)), 2);
  },
  diagonal: (q, e, s) => t.mul(q, t.square(t.sub(1, t.mul(e, t.mul(s, share))))),
});

const upper = (e: Tensor) => t.bandPart(e, 0, -1);

/** By the authors' names for dQ, Q0.5EQ1.5 spelled out. */
export const geometries = {
  Q0p5EQ1p5: { matrix: (q, e, s, random) => procrustes2(left(q, e, s), random), diagonal: gain },
  EQ: { matrix: (q, e, s) => left(q, upper(e), s), diagonal: gain, fitsPairs: true },
  QEQ: { matrix: (q, e, s) => t.sub(q, t.mul(dot(q, e), s)), diagonal: gain },
  QEP: { matrix: left, diagonal: gain, seesTransformed: true },
  QUAD: quadratic(0.5),
  PRO4P: { matrix: (q, e, s, random) => procrustes3(left(q, e, s), random), diagonal: gain, fitsP: true },
  QUAD4P: { ...quadratic(1), fitsP: true },
} as const satisfies Readonly<Record<string, Geometry>>;

export type GeometryName = keyof typeof geometries;

export const geometryChoice = choice(...(Object.keys(geometries) as GeometryName[]));

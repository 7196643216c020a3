import * as tf from '@tensorflow/tfjs-core';
import type { MatrixForm } from './use.js';

/**
 * One parameter's part of a Jacobian J, kept as factors: ∂z_ik/∂W = Σ_t x_it ⊗ d_itk for sample i and output k, in each of
 * g groups. Nothing of the size of J is formed where there is one position t.
 */
export class Factor {
  private readonly groups: number;
  private readonly positions: number;
  private readonly p: number;
  private readonly q: number;

  /**
   * @param x [g · samples, positions, p]
   * @param d [g · samples, positions, outputs, q]
   */
  constructor(
    readonly param: tf.Variable,
    private readonly x: tf.Tensor3D,
    private readonly d: tf.Tensor4D,
    private readonly matrix: MatrixForm,
    private readonly samples: number,
    private readonly outputs: number,
  ) {
    this.groups = x.shape[0] / samples;
    this.positions = x.shape[1];
    this.p = x.shape[2];
    this.q = d.shape[3];
  }

  /** Whether D D' and X X' cost less than this parameter's rows of J. */
  get isInPairs(): boolean {
    const { groups, positions: t, p, q, outputs } = this;
    return groups === 1 && (t === 1 || t * t * (q + p / outputs ** 2) <= p * q);
  }

  /** X X', rows and columns by (sample, position). */
  get products(): ArrayLike<number> {
    return squareOf(tf.reshape(this.x, [-1, this.p]));
  }

  /** What two factors with the same derivatives have in common. */
  get dataId(): object {
    return this.d.dataId;
  }

  /** Adds Σ over positions t and s of (x_it · x_js) (d_itk · d_jsl) to `gram`; xx: sums of `products`. */
  addPairs(gram: Float64Array, xx: ArrayLike<number>): void {
    const { d, q, positions, samples, outputs } = this;
    const dd = squareOf(tf.reshape(d, [samples * positions * outputs, q]));
    const width = samples * positions;
    for (let row = 0, at = 0; row < width * outputs; row++) {
      const it = Math.floor(row / outputs);
      const into = (Math.floor(it / positions) * outputs + (row % outputs)) * samples * outputs;
      for (let js = 0; js < width; js++) {
        const shared = xx[it * width + js];
        const from = into + Math.floor(js / positions) * outputs;
        for (let l = 0; l < outputs; l++) gram[from + l] += shared * dd[at++];
      }
    }
  }

  /** Adds what this parameter's rows of J, [samples · outputs, g · p · q], make of it to `gram`. */
  addRows(gram: Float64Array): void {
    const { x, d, p, q, positions, samples, outputs, groups } = this;
    const products = tf.matMul(x, tf.reshape(d, [groups * samples, positions, outputs * q]), true);
    const sorted = tf.transpose(tf.reshape(products, [groups, samples, p, outputs, q]), [1, 3, 0, 2, 4]);
    const square = squareOf(tf.reshape(sorted, [samples * outputs, groups * p * q]));
    for (let i = 0; i < gram.length; i++) gram[i] += square[i];
  }

  /** This part of J v: [samples, outputs]. */
  product(v: tf.Tensor): tf.Tensor2D {
    const { x, d, p, q, positions, samples, outputs, groups } = this;
    const moved = tf.matMul(tf.reshape(x, [groups, samples * positions, p]), this.matrix.to(v));
    const all = groups * samples * positions;
    const seen = tf.matMul(tf.reshape(d, [all, outputs, q]), tf.reshape(moved, [all, q, 1]));
    return tf.sum(tf.reshape(seen, [groups, samples, positions, outputs]), [0, 2]) as tf.Tensor2D;
  }

  /** This part of J' u, in the parameter's shape; u: [samples, outputs]. */
  transposedProduct(u: tf.Tensor2D): tf.Tensor {
    const { x, d, p, q, positions, samples, outputs, groups } = this;
    const all = groups * samples * positions;
    const spread = tf.tile(tf.reshape(u, [1, samples, 1, outputs]), [groups, 1, positions, 1]);
    const back = tf.matMul(tf.reshape(spread, [all, 1, outputs]), tf.reshape(d, [all, outputs, q]));
    const inGroups = (tensor: tf.Tensor, width: number) => tf.reshape(tensor, [groups, samples * positions, width]);
    return this.matrix.from(tf.matMul(inGroups(x, p), inGroups(back, q), true) as tf.Tensor3D);
  }

  dispose(): void {
    tf.dispose([this.x, this.d]);
  }
}

/**
 * Adds the parts of J J' that parameters have, to `gram`, whose rows are (sample, output). D D' is computed once for all that
 * have the same derivatives, a layer's kernel and bias for example.
 */
export function addGram(gram: Float64Array, factors: readonly Factor[]): void {
  const inPairs = new Map<object, Factor[]>();
  for (const factor of factors) {
    if (factor.isInPairs) inPairs.set(factor.dataId, [...(inPairs.get(factor.dataId) ?? []), factor]);
    else tf.tidy(() => factor.addRows(gram));
  }
  for (const alike of inPairs.values()) {
    tf.tidy(() => {
      const xx = Float64Array.from(alike[0].products);
      for (const { products } of alike.slice(1)) for (let at = 0; at < xx.length; at++) xx[at] += products[at];
      alike[0].addPairs(gram, xx);
    });
  }
}

/** A A'. Not in a tidy of its own, which would look for tensors among the numbers. */
const squareOf = (a: tf.Tensor) => tf.matMul(a as tf.Tensor2D, a as tf.Tensor2D, false, true).dataSync();

import * as tf from '@tensorflow/tfjs-core';
import { innerProduct } from '../../linear-algebra/norm.js';
import { copyOf } from '../../state/own-variable.js';

/** A step s and the change y of the gradient over it. */
interface Pair {
  readonly s: tf.Tensor1D;
  readonly y: tf.Tensor1D;
}

/** The last steps of L-BFGS, as an estimate of the inverse Hessian. It owns its tensors. */
export class History {
  private pairs: Pair[] = [];

  /** Takes over a pair, unless the curvature along it is not positive. The oldest beyond `size` go. */
  add(pair: Pair, size: number): void {
    if (!(innerProduct(pair.y, pair.s) > 1e-10)) {
      tf.dispose([pair.s, pair.y]);
      return;
    }
    this.pairs.push({ s: tf.keep(pair.s), y: tf.keep(pair.y) });
    for (const { s, y } of this.pairs.splice(0, Math.max(0, this.pairs.length - size))) tf.dispose([s, y]);
  }

  /** −H g by the two loops of Nocedal 1980. */
  direction(g: tf.Tensor1D): tf.Tensor1D {
    const { pairs } = this;
    let q = tf.neg(g);
    const alphas: number[] = [];
    for (const [i, { s, y }] of [...pairs.entries()].reverse()) {
      alphas[i] = innerProduct(s, q) / innerProduct(y, s);
      q = tf.sub(q, tf.mul(y, alphas[i]));
    }
    const last = pairs.at(-1);
    if (last) q = tf.mul(q, innerProduct(last.y, last.s) / innerProduct(last.y, last.y));
    for (const [i, { s, y }] of pairs.entries())
      q = tf.add(q, tf.mul(s, alphas[i] - innerProduct(y, q) / innerProduct(y, s)));
    return q;
  }

  export(): { name: string; tensor: tf.Tensor }[] {
    return this.pairs.flatMap(({ s, y }, i) => [
      { name: `history/${i}/s`, tensor: s },
      { name: `history/${i}/y`, tensor: y },
    ]);
  }

  /** Takes copies of what `export` gave. */
  import(saved: readonly { name: string; tensor: tf.Tensor }[]): void {
    const copies = saved.map(({ tensor }) => tf.keep(copyOf(tensor)) as tf.Tensor1D);
    this.dispose();
    this.pairs = Array.from({ length: copies.length / 2 }, (_, i) => ({ s: copies[2 * i], y: copies[2 * i + 1] }));
  }

  dispose(): void {
    for (const { s, y } of this.pairs) tf.dispose([s, y]);
    this.pairs = [];
  }
}

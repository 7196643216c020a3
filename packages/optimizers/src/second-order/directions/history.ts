import * as tf from '@tensorflow/tfjs-core';
import { innerProduct } from '../../linear-algebra/on-tfjs/norm.js';
import { copyOf } from '../../state/own-variable.js';
import { isCurved, type Pair, twoLoop, type Vectors } from './two-loop.js';

const vectors: Vectors<tf.Tensor1D> = {
  dot: innerProduct,
  scale: (a, factor) => tf.mul(a, factor),
  add: (a, b, factor) => tf.add(a, tf.mul(b, factor)),
};

/** The last steps of L-BFGS, as an estimate of the inverse Hessian. It owns its tensors. */
export class History {
  private pairs: Pair<tf.Tensor1D>[] = [];

  /** Takes over a pair, unless the curvature along it is not positive. The oldest beyond `size` go. */
  add(pair: Pair<tf.Tensor1D>, size: number): void {
    if (!isCurved(pair, vectors)) {
      tf.dispose([pair.s, pair.y]);
      return;
    }
    this.pairs.push({ s: tf.keep(pair.s), y: tf.keep(pair.y) });
    for (const { s, y } of this.pairs.splice(0, Math.max(0, this.pairs.length - size))) tf.dispose([s, y]);
  }

  /** −H g */
  direction(g: tf.Tensor1D): tf.Tensor1D {
    return twoLoop(this.pairs, g, vectors);
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

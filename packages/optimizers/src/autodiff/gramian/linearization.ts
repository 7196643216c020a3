import * as tf from '@tensorflow/tfjs';
import { Factor } from './factor.js';
import { findUses, type UseAt } from './find-uses.js';
import { oneHot } from './one-hot.js';
import type { Tape } from './tape.js';
import { inputGradient } from './uses.js';

/** The outputs of a model, as one run has computed them: a tensor of its tape, [samples, outputs]. */
export interface TapedOutputs {
  readonly id: number;
  readonly shape: readonly number[];
}

/**
 * The Jacobian J of a model's outputs by its parameters at one point, for products J v, J' u and J J'. It is kept as
 * factors ({@link Factor}), by one way back for each output. A parameter that is used in a way without a rule has its rows
 * of J computed instead, by one way back for each output of each sample.
 */
export class Linearization {
  readonly samples: number;
  readonly outputs: number;
  private readonly uses: readonly UseAt[][];
  private readonly factors = new Map<tf.Variable, Factor>();

  constructor(
    private readonly tape: Tape,
    private readonly z: TapedOutputs,
    private readonly variables: readonly tf.Variable[],
  ) {
    [this.samples, this.outputs] = z.shape;
    const { ruled, unruled } = findUses(tape, z.id, this.samples);
    this.uses = ruled;
    try {
      if (ruled.length > 0) this.factorise();
      if (unruled.length > 0) this.computeRows(unruled);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** How many numbers the outputs depend on. */
  get parameters(): number {
    return [...this.factors.keys()].reduce((sum, { size }) => sum + size, 0);
  }

  /** J J', row by row; rows and columns are (sample, output). */
  gram(): Float64Array {
    const gram = new Float64Array((this.samples * this.outputs) ** 2);
    for (const factor of this.factors.values()) tf.tidy(() => factor.addGram(gram));
    return gram;
  }

  /** J v, [samples, outputs]; v: for each variable a tensor of its shape, or null for zero. */
  product(vs: readonly (tf.Tensor | null)[]): tf.Tensor2D {
    return tf.tidy(() => {
      const parts = this.variables.flatMap((variable, i) => {
        const [factor, v] = [this.factors.get(variable), vs[i]];
        return factor && v ? [factor.product(v)] : [];
      });
      return parts.length > 0 ? tf.addN(parts) : tf.zeros([this.samples, this.outputs]);
    });
  }

  /** J' u, for each variable; null where the outputs do not depend on it. u: [samples, outputs] */
  transposedProduct(u: tf.Tensor2D): (tf.Tensor | null)[] {
    return this.variables.map((variable) => {
      const factor = this.factors.get(variable);
      return factor ? tf.tidy(() => factor.transposedProduct(u)) : null;
    });
  }

  /**
   * Throws if one sample's outputs depend on another sample, as batch normalization makes them in training, for the
   * factors take it for granted that they do not. Costs one way back.
   */
  checkIndependence(): void {
    const { samples, outputs } = this;
    if (samples === 1 || this.uses.length === 0) return;
    tf.tidy(() => {
      const odd = tf.range(0, samples).mod(2);
      const seed = tf.tile(tf.expandDims(odd, 1), [1, outputs]);
      const even = tf.reshape(tf.sub(1, odd), [1, samples, 1]);
      this.back(seed, ({ use, variable: { name } }, dy) => {
        const d = use.d(dy);
        const leak = tf.max(tf.abs(tf.mul(tf.reshape(d, [d.shape[0], samples, -1]), even)));
        if (leak.dataSync()[0] !== 0) throw this.mixing(name);
      });
    });
  }

  dispose(): void {
    for (const { use } of this.uses.flat()) use.x.dispose();
    for (const factor of this.factors.values()) factor.dispose();
  }

  private factorise(): void {
    const ds = new Map<UseAt, tf.Tensor[]>();
    try {
      for (let k = 0; k < this.outputs; k++) {
        const seed = tf.tidy(() => tf.tile(oneHot([k], this.outputs), [this.samples, 1]));
        this.back(seed, (at, dy) => ds.set(at, [...(ds.get(at) ?? []), tf.keep(tf.tidy(() => at.use.d(dy).clone()))]));
        seed.dispose();
      }
      for (const uses of this.uses) {
        const [{ variable, use }] = uses;
        const [x, d] = tf.tidy(() => {
          const groups = use.x.shape[0] * this.samples;
          const xs = uses.map((at) => tf.reshape(at.use.x, [groups, -1, at.use.x.shape[2]]));
          const all = uses.map((at) => {
            const d = tf.stack(ds.get(at)!, 2);
            return tf.reshape(d, [groups, -1, this.outputs, d.shape[3]!]);
          });
          return [tf.keep(tf.concat(xs, 1)), tf.keep(tf.concat(all, 1))];
        }) as [tf.Tensor3D, tf.Tensor4D];
        this.factors.set(variable, new Factor(variable, x, d, use.matrix, this.samples, this.outputs));
      }
    } finally {
      tf.dispose([...ds.values()]);
    }
  }

  /** Rows of J as factors with x = 1. */
  private computeRows(variables: readonly tf.Variable[]): void {
    const { samples, outputs, z, tape } = this;
    const rows = Array.from({ length: samples * outputs }, (_, row) =>
      tf.tidy(() => {
        const seed = tf.reshape(oneHot([row], samples * outputs), [samples, outputs]);
        const found = tape.backpropagate(new Map([[z.id, seed]]), { into: variables, inputGradient });
        return variables.map((variable) => found.get(variable.id) ?? tf.zerosLike(variable));
      }),
    );
    variables.forEach((variable, i) => {
      const { size, shape } = variable;
      const d = tf.tidy(() => tf.reshape(tf.stack(rows.map((row) => row[i])), [samples, 1, outputs, size]));
      const matrix = {
        name: 'rows',
        to: (v: tf.Tensor) => tf.reshape(v, [1, 1, size]) as tf.Tensor3D,
        from: (m: tf.Tensor) => tf.reshape(m, shape),
      };
      const x = tf.ones([samples, 1, 1]) as tf.Tensor3D;
      this.factors.set(variable, new Factor(variable, tf.keep(x), tf.keep(d) as tf.Tensor4D, matrix, samples, outputs));
    });
    tf.dispose(rows);
  }

  /** The way back from a derivative by the outputs to every use. */
  private back(seed: tf.Tensor, visit: (at: UseAt, dy: tf.Tensor) => void): void {
    const here = this.uses.flat();
    this.tape.backpropagate(new Map([[this.z.id, seed]]), {
      inputGradient,
      visit: (node, dy) => {
        for (const at of here) if (at.node === node) visit(at, dy);
      },
    });
  }

  private mixing(name: string): Error {
    const layers = this.tape.leadingTo(this.z.id).flatMap(({ kernel, inputs }) => {
      const variable = Object.values(inputs).find((input) => input instanceof tf.Variable) as tf.Variable | undefined;
      return kernel === 'FusedBatchNorm' && variable ? [variable.name.split('/')[0]] : [];
    });
    return new Error(
      layers.length > 0
        ? `A Gram matrix needs samples that do not depend on each other, but batch normalization in training mode mixes them: replace the layer '${layers[0]}', by layer normalization for example.`
        : `A Gram matrix needs samples that do not depend on each other, but the way from one sample's outputs to '${name}' leads over others.`,
    );
  }
}

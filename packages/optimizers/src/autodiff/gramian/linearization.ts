import * as tf from '@tensorflow/tfjs-core';
import { checkIndependence } from './check-independence.js';
import { addGram, type Factor } from './factor.js';
import { factorise, factoriseByRows, type TapedOutputs } from './factorise.js';
import { findUses, type UseAt } from './find-uses.js';
import type { Tape } from './tape.js';

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
    const keep = (factors: readonly Factor[]) => {
      for (const factor of factors) this.factors.set(factor.param, factor);
    };
    try {
      if (ruled.length > 0) keep(factorise(tape, z, ruled));
      if (unruled.length > 0) keep(factoriseByRows(tape, z, unruled));
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
    addGram(gram, [...this.factors.values()]);
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

  /** Throws if one sample's outputs depend on another sample, as factors take it for granted that they do not. */
  checkIndependence(): void {
    checkIndependence(this.tape, this.z, this.uses.flat());
  }

  dispose(): void {
    for (const { use } of this.uses.flat()) use.x.dispose();
    for (const factor of this.factors.values()) factor.dispose();
  }
}

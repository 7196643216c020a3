import * as tf from '@tensorflow/tfjs-core';
import { checkOutput } from '../jacobian-vector.js';
import { Linearization } from './linearization.js';
import { Tape } from './tape.js';

/** The Jacobian J of outputs by variables at one point, in products. Tensors are the caller's to dispose. */
export interface Gramian {
  /** z, [samples, outputs] */
  readonly outputs: tf.Tensor2D;
  /** J J' in float64, row by row; row and column i · outputs + k belong to output k of sample i. */
  gram(): Float64Array;
  /** J v, [samples, outputs]; v: for each variable a tensor of its shape, or null for zero. */
  product(vs: readonly (tf.Tensor | null)[]): tf.Tensor2D;
  /** J' u, for each variable; null where the outputs do not depend on it. u: [samples, outputs] */
  transposedProduct(u: tf.Tensor2D): (tf.Tensor | null)[];
  dispose(): void;
}

/**
 * The Gram matrix J J' of a model's Jacobian, layer by layer, without J. One run of `outputs`, then one way back for each
 * output: for a dense layer with inputs X and derivatives D by its outputs its part is X X' ∘ D D' (as Goodfellow 2015,
 * arXiv:1510.01799, has norms of the gradients of single examples).
 *
 * Rules are there for dense layers (also recurrent ones), convolutions (strided, dilated, depthwise), embeddings, biases,
 * scales, prelu and layer normalization, each used once or more. A variable that is used otherwise costs a way back for
 * each output of each sample.
 *
 * @param outputs Computes z of shape [samples, outputs] from the variables, sample by sample. Runs once, in a tf.tidy.
 * @throws Error if z has another shape, if a sample's outputs depend on other samples (batch normalization in training
 *   mode), if tfjs has no gradient for a kernel; inside tf.grad.
 */
export function gramian(outputs: () => tf.Tensor2D, variables: readonly tf.Variable[]): Gramian {
  const { tape, result: z } = Tape.record(variables, outputs);
  let linearization: Linearization | undefined;
  try {
    checkOutput('gramian', z);
    checkOutputs('gramian', z);
    linearization = new Linearization(tape, z, variables);
    linearization.checkIndependence();
  } catch (error) {
    linearization?.dispose();
    tf.dispose(z);
    throw error;
  } finally {
    tape.dispose();
  }
  const { gram, product, transposedProduct, dispose } = linearization;
  return {
    outputs: z,
    gram: gram.bind(linearization),
    product: product.bind(linearization),
    transposedProduct: transposedProduct.bind(linearization),
    dispose: dispose.bind(linearization),
  };
}

/** Throws unless outputs are a matrix. */
export function checkOutputs(owner: string, { shape }: { readonly shape: readonly number[] }): void {
  if (shape.length === 2) return;
  throw new Error(`${owner}: the outputs have shape [${shape}], but must have two axes, samples and outputs.`);
}

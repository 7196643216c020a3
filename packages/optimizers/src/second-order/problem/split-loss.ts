import * as tf from '@tensorflow/tfjs-core';
import type { TapedOutputs } from '../../autodiff/gramian/factorise.js';
import type { Tape } from '../../autodiff/gramian/tape.js';
import { convexLoss, type OutputLoss, sigmoidCrossEntropy, softmaxCrossEntropy, squaredError } from './output-loss.js';
import { byRoot } from './problem.js';

export type LayersLoss = (targets: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;

/** What is needed of a tf.LayersModel, by tfjs's own names; a sequential model holds another that does the work. */
export interface CompiledModel {
  readonly model?: CompiledModel;
  readonly loss: unknown;
  readonly lossFunctions: LayersLoss[];
}

/** One call of the model's loss; it gives one number for each sample, a loss of one's own may give one for all. */
export interface Seen extends Record<string, tf.Tensor> {
  targets: tf.Tensor;
  predictions: tf.Tensor2D;
  losses: tf.Tensor;
}

/** The outputs in which a loss is convex, and it as a function of them. */
export interface Split {
  readonly z: TapedOutputs;
  readonly loss: OutputLoss;
  curvature(change: tf.Tensor2D): tf.Tensor2D;
}

/** The loss as a function of outputs in which it is convex, in closed form where there is one. */
export function splitLoss(
  model: CompiledModel,
  tape: Tape,
  { targets, predictions, losses }: Seen,
  weights: number[],
): Split {
  const { id, shape } = predictions;
  const [samples, outputs] = shape;
  const name = nameOf(model.loss);
  const values = predictions.dataSync();
  const given = {
    targets: name === 'sparseCategoricalCrossentropy' ? oneHot(targets, outputs) : targets.dataSync(),
    weights,
    outputs,
  };
  const last = tape.nodes.find((node) => node.outputs[0].id === id);
  const before = last && { id: Object.values(last.inputs)[0].id, shape };
  /** Q dz is a multiple of the change of softmax and sigmoid. */
  const multiplied = (factors: readonly number[]) => (change: tf.Tensor2D) =>
    tf.tidy(() => tf.mul(change, tf.tensor2d([...factors], [samples, 1])) as tf.Tensor2D);
  if (name === 'meanSquaredError') {
    const loss = squaredError(values, given);
    return { z: { id, shape }, loss, curvature: (change) => byRoot(loss, change) };
  }
  if (name === 'binaryCrossentropy' && last?.kernel === 'Sigmoid') {
    const factors = weights.map((weight) => weight / outputs);
    return { z: before!, loss: sigmoidCrossEntropy(values, given), curvature: multiplied(factors) };
  }
  if (name?.toLowerCase().endsWith('categoricalcrossentropy') && last?.kernel === 'Softmax') {
    const masses = weights.map((weight, i) => {
      let mass = 0;
      for (let k = 0; k < outputs; k++) mass += given.targets[i * outputs + k];
      return weight * mass;
    });
    return { z: before!, loss: softmaxCrossEntropy(values, given), curvature: multiplied(masses) };
  }
  const [lossFunction] = model.lossFunctions;
  const scale = () => tf.tensor(weights, losses.shape);
  const loss = convexLoss((z) => tf.sum(tf.mul(lossFunction(targets, z), scale())), predictions);
  return { z: { id, shape }, loss, curvature: (change) => byRoot(loss, change) };
}

/** What the loss was called in `compile`; undefined for a function. */
export function nameOf(loss: unknown): string | undefined {
  if (typeof loss === 'string') return loss;
  return typeof loss === 'object' && loss !== null ? nameOf(Object.values(loss)[0]) : undefined;
}

function oneHot(labels: tf.Tensor, outputs: number): Float64Array {
  const targets = new Float64Array(labels.size * outputs);
  labels.dataSync().forEach((label, i) => {
    targets[i * outputs + Math.floor(label)] = 1;
  });
  return targets;
}

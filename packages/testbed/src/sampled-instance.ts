import * as tf from '@tensorflow/tfjs-core';
import { makeInstance } from './make-instance.js';
import { type ModelOutputs, type OutputsLoss, squaresOf } from './model-outputs.js';
import type { NetworkLoss } from './networks/sample-loss.js';
import type { DrawnLoss, HeldOut, ProblemInstance } from './problem.js';
import { random } from './random.js';

type Tensors = readonly tf.Tensor[];

/** What a model says of samples, and how that is judged. The targets are the last tensor of the data. */
export interface Model {
  /** [samples, outputs] */
  outputs(xs: Tensors, data: Tensors): tf.Tensor2D;
  readonly loss: NetworkLoss;
  /** Labels in the mean for each sample. Default 1. */
  readonly labels?: number;
}

/** A mean over samples, f = mean_i f_i. */
export interface Sampled {
  readonly seed: number;
  /** The parameters at the start. The instance disposes them. */
  readonly variables: tf.Variable[];
  /** The samples, along the first axis of each tensor. The instance disposes them. */
  readonly data: Tensors;
  /** Samples in a minibatch. Default: all of them at each step. */
  readonly batchSize?: number;
  /** The mean of f_i over the samples it is given, at the parameters xs. */
  mean(xs: Tensors, data: Tensors): tf.Scalar;
  /** Of a sum of squares over the samples it is given. */
  residuals?(xs: Tensors, data: Tensors): tf.Tensor1D;
  /** The same mean as a loss of outputs; may have another form than a {@link Model}. */
  outputs?(data: Tensors): ModelOutputs;
  readonly model?: Model;
  /** Samples that no step sees, the caller's to dispose. */
  heldOut?(): tf.Tensor[];
  /** The share of those samples that is classified right. */
  accuracy?(xs: Tensors, data: Tensors): tf.Scalar;
}

/** An instance whose loss is the mean over a minibatch, drawn with replacement, afresh at each step. */
export function sampledInstance(sampled: Sampled): ProblemInstance {
  const { seed, variables, data, batchSize, mean, residuals, model } = sampled;
  const rows = data[0]!.shape[0]!;
  const batch = (step: number): Tensors => {
    if (!batchSize) return data;
    const drawn = Array.from({ length: batchSize }, random('minibatch', seed, step).uniformInt(0, rows - 1));
    const indices = tf.tensor1d(drawn, 'int32');
    return data.map((samples) => tf.gather(samples, indices));
  };
  const unseen = lazyTensors(sampled.heldOut);
  const outputsOf =
    sampled.outputs ??
    (model && ((own: Tensors) => outputsOfModel(model, own))) ??
    (residuals && ((own: Tensors) => squaresOf((xs) => residuals(xs, own), variables)));
  const instance = makeInstance({
    variables,
    objective: (xs) => mean(xs, data),
    loss: (xs, step) => mean(xs, batch(step)),
    residuals: residuals && ((xs) => residuals(xs, data)),
    outputs: outputsOf && ((step) => ofStep(outputsOf, () => batch(step))),
    drawnLoss: model && drawnLossOf(model, seed, variables, batch, batchSize ?? rows),
    heldOut: unseen && (() => heldOutOf(sampled, unseen.get())),
    data: [...data],
  });
  return {
    ...instance,
    dispose() {
      instance.dispose();
      unseen?.dispose();
    },
  };
}

/** Outputs whose minibatch is gathered anew at each run, so that none has to be kept. */
function ofStep(outputsOf: (data: Tensors) => ModelOutputs, batch: () => Tensors): ModelOutputs {
  let loss!: OutputsLoss;
  const targets = tf.tidy(() => {
    const made = outputsOf(batch());
    loss = made.loss;
    return made.targets;
  });
  return { at: (xs) => tf.tidy(() => outputsOf(batch()).at(xs)), targets, loss };
}

function outputsOfModel({ outputs, loss: { known, scale = 1 } }: Model, data: Tensors): ModelOutputs {
  const scaled = <T extends tf.Tensor>(tensor: T): T => (scale === 1 ? tensor.clone() : tf.mul(tensor, scale)) as T;
  return { at: (xs) => tf.tidy(() => scaled(outputs(xs, data))), targets: scaled(data.at(-1)!), loss: known };
}

/** The loss of a step with targets that are drawn from what the model says. */
function drawnLossOf(
  { outputs, loss: { mean, draw }, labels = 1 }: Model,
  seed: number,
  xs: Tensors,
  batch: (step: number) => Tensors,
  samples: number,
): DrawnLoss | undefined {
  if (!draw) return undefined;
  const at = (step: number) =>
    tf.tidy(() => {
      const z = outputs(xs, batch(step));
      const labels = asData((z) => draw(z as tf.Tensor2D, random('labels', seed, step).uniformInt(1, 2 ** 31 - 1)()));
      return mean(z, labels(z));
    });
  return { labels: labels * samples, at };
}

/** What is computed from a tensor, but through which no gradient flows. */
const asData = (compute: (z: tf.Tensor) => tf.Tensor) =>
  tf.customGrad((z) => ({ value: compute(z as tf.Tensor), gradFunc: () => tf.zeros((z as tf.Tensor).shape) }));

const heldOutOf = ({ variables, mean, model, accuracy }: Sampled, data: Tensors): HeldOut =>
  tf.tidy(() => {
    const share = model?.loss.accuracy
      ? model.loss.accuracy(model.outputs(variables, data), data.at(-1)!)
      : accuracy?.(variables, data);
    return { objective: mean(variables, data), ...(share && { accuracy: share }) } as never;
  });

/** Tensors that are made when they are first asked for. */
function lazyTensors(make?: () => tf.Tensor[]) {
  if (!make) return undefined;
  let made: tf.Tensor[] | undefined;
  return {
    get() {
      made ??= make().map((tensor) => tf.keep(tensor));
      return made;
    },
    dispose() {
      tf.dispose(made);
      made = undefined;
    },
  };
}

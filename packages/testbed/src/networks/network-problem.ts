import * as tf from '@tensorflow/tfjs-core';
import { offering } from '../offers.js';
import type { Problem } from '../problem.js';
import { random } from '../random.js';
import { type Model, type Sampled, sampledInstance } from '../sampled-instance.js';
import { type Parameter, size } from './layers.js';

/** A problem over several tensors, whose start is drawn by the seed. */
export interface NetworkProblem extends Pick<Problem, 'name' | 'formula' | 'reference' | 'tags' | 'minimum'> {
  readonly parameters: readonly Parameter[];
  /** The samples, along the first axis of each tensor. */
  data(): tf.Tensor[];
  /** Samples in a minibatch. Default: all of them, and nothing is stochastic. */
  readonly batchSize?: number;
  /** The objective over the samples it is given, at the parameters xs. Default: that of the model, else the squares. */
  mean?(xs: readonly tf.Tensor[], data: readonly tf.Tensor[]): tf.Scalar;
  readonly model?: Model;
  /** Whose squares are the objective, where it is no model's. */
  residuals?(xs: readonly tf.Tensor[], data: readonly tf.Tensor[]): tf.Tensor1D;
  /** Samples that no step sees. */
  heldOut?(): tf.Tensor[];
}

/** Makes a problem of it. */
export function networkProblem({
  parameters,
  data,
  batchSize,
  model,
  residuals,
  mean = meanOf(model, residuals),
  heldOut,
  tags,
  ...known
}: NetworkProblem): Problem {
  return {
    ...known,
    tags: ['non-convex', ...tags, ...(batchSize ? ['stochastic'] : [])],
    dimension: parameters.reduce((count, { shape }) => count + size(shape), 0),
    offers: offering({
      residuals: isSquares(model, residuals),
      outputs: model,
      labels: model?.loss.draw,
      finiteSum: batchSize,
      heldOut,
    }),
    config: { name: known.name },
    create(seed) {
      const source = random('kernels', seed);
      const variables = parameters.map(({ shape, initial }) =>
        tf.tidy(() => tf.variable(tf.tensor(Array.from({ length: size(shape) }, initial(source)), [...shape]))),
      );
      return sampledInstance({ seed, variables, data: data(), batchSize, mean, model, residuals, heldOut });
    },
  };
}

const isSquares = (model: Model | undefined, residuals: unknown) =>
  residuals || model?.loss.known === 'meanSquaredError';

function meanOf(model: Model | undefined, residuals: NetworkProblem['residuals']): Sampled['mean'] {
  if (model) return (xs, data) => model.loss.mean(model.outputs(xs, data), data.at(-1)!);
  return (xs, data) => tf.sum(tf.square(residuals!(xs, data)));
}

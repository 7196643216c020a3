import * as tf from '@tensorflow/tfjs-core';
import { makeInstance } from '../make-instance.js';
import type { Problem } from '../problem.js';
import { random } from '../random.js';
import { sampledInstance } from '../sampled-instance.js';
import { type Parameter, size } from './layers.js';

/** A problem over several tensors, whose start is drawn by the seed. */
export interface NetworkProblem extends Pick<Problem, 'name' | 'formula' | 'reference' | 'tags' | 'minimum'> {
  readonly parameters: readonly Parameter[];
  /** The samples, along the first axis of each tensor. */
  data(): tf.Tensor[];
  /** Samples in a minibatch. Default: all of them, and nothing is stochastic. */
  readonly batchSize?: number;
  /** The objective over the samples it is given, at the parameters xs. */
  mean(xs: readonly tf.Tensor[], data: readonly tf.Tensor[]): tf.Scalar;
}

/** Makes a problem of it. */
export function networkProblem({ parameters, data, batchSize, mean, tags, ...known }: NetworkProblem): Problem {
  return {
    ...known,
    tags: ['non-convex', ...tags, ...(batchSize ? ['stochastic'] : [])],
    dimension: parameters.reduce((count, { shape }) => count + size(shape), 0),
    config: { name: known.name },
    create(seed) {
      const source = random('kernels', seed);
      const variables = parameters.map(({ shape, initial }) =>
        tf.tidy(() => tf.variable(tf.tensor(Array.from({ length: size(shape) }, initial(source)), [...shape]))),
      );
      const samples = data();
      return batchSize
        ? sampledInstance({ seed, variables, data: samples, batchSize, mean })
        : makeInstance({ variables, data: samples, objective: (xs) => mean(xs, samples) });
    },
  };
}

import { gradientRegularization, sgd } from '@optimizer-zoo/optimizers';
import { filled, halfSquares, networkProblem, type Problem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { descended } from '../../theory/descend.js';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';

const [features, samples, used] = [100, 40, 5];
const [start, learningRate, strength] = [0.3, 0.005, 0.02];
const weights = Array.from({ length: features }, (_, j) => (j < used ? 1 : 0));

interface Size {
  readonly seeds: number;
  readonly steps: number;
  readonly ascents: readonly number[];
}
const sizes: Readonly<Record<Extent, Size>> = {
  short: { seeds: 1, steps: 500, ascents: [0.02, 0.2] },
  full: { seeds: 3, steps: 3000, ascents: [0.001, 0.02, 0.1, 0.2] },
};

/** β = u² − v² learns five ones among zeros from fewer samples than there are features. */
const recovery = (seed: number): Problem =>
  networkProblem({
    name: 'sparseRecovery',
    formula: 'mean_i (x_i.(u^2 - v^2) - y_i)^2 / 2',
    reference: 'Woodworth et al. 2020, arXiv:2002.09277',
    tags: [],
    parameters: [filled(start, features), filled(start, features)],
    batchSize: 1,
    data() {
      const x = tf.randomNormal<tf.Rank.R2>([samples, features], 0, 1, 'float32', seed);
      return [x, tf.matMul(x, tf.tensor2d(weights, [features, 1]))];
    },
    model: {
      outputs: ([u, v], [x]) => tf.matMul(x as tf.Tensor2D, tf.reshape(tf.sub(tf.square(u), tf.square(v)), [-1, 1])),
      loss: halfSquares,
    },
  });

/** Of x with independent normal features: E (x.(β − β*))², and how far the network went from the lazy regime. */
function endOf(seed: number, steps: number, optimizer: tf.Optimizer) {
  const uv = descended(recovery(seed), optimizer, steps, seed);
  const pairs = weights.map((weight, j) => ({ weight, u: uv[j], v: uv[features + j] }));
  return {
    error: pairs.reduce((sum, { weight, u, v }) => sum + (u ** 2 - v ** 2 - weight) ** 2, 0),
    shrinkage: pairs.reduce((sum, { u, v }) => sum + Math.log(Math.abs(u * v) / start ** 2) / features, 0),
  };
}

const falls = (values: readonly number[]) => values.every((value, i) => i === 0 || value < values[i - 1]);

type Ascent = (ascentStep: number) => tf.Optimizer;
const regularized: Ascent = (ascentStep) =>
  sgd({ learningRate, gradient: gradientRegularization({ strength, ascentStep, scheme: 'forward' }) });

export const gradientRegularizationSparseRecovery = defineReproduction({
  name: 'gradientRegularizationSparseRecovery',
  family: 'gradientRegularization',
  claim:
    'a diagonal linear network of 100 features, 5 of them used, learns 40 samples one at a time: regularized forwards, its u v shrinks more and it is nearer to the sparse truth, the larger the ascent step',
  source: 'Karakida et al. 2023, arXiv:2210.02720, section 5 (batch size 1)',
  known: 'recalled',
  outcome: 'reproduced',
  remark:
    'Numbers of features, samples, start 0.3 and γ 0.02 are ours. In full batches the error hardly changes. The law of the shrinkage itself: optimizer-zoo theory gradientRegularizationShrinkage.',
  subject: regularized,
  broken: { how: 'all ascent steps taken as 0.001', subject: (() => regularized(0.001)) as Ascent },
  *measure(made, extent): Generator<Figure> {
    const { seeds, steps, ascents } = sizes[extent];
    const runs = Array.from({ length: seeds }, (_, i) => {
      const optimizers = [sgd({ learningRate }), ...ascents.map(made)];
      return optimizers.map((optimizer) => endOf(i + 1, steps, optimizer));
    });
    const among = `in how many of ${seeds}`;
    for (const [i, ends] of runs.entries()) {
      const [plain, largest] = [ends[0], ends.at(-1)!];
      const ours = largest.error / plain.error;
      yield { of: `data ${i + 1}: test error with the largest step / without`, published: 'less', ours, most: 0.9 };
    }
    for (const [of, key] of [
      ['mean log(u v / start²)', 'shrinkage'],
      ['test error', 'error'],
    ] as const) {
      const ours = runs.filter((ends) => falls(ends.map(({ [key]: value }) => value))).length;
      yield { of: `${of} falls with each larger step: ${among}`, published: 'all', ours, least: seeds, most: seeds };
    }
  },
});

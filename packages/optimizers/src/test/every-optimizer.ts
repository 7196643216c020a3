import { adam, adamw, ademamix, amsgrad, inducedMetric, momentum, nagGs, sgd, type ZooOptimizer } from '../index.js';

/** One maker for each kernel of the zoo: every optimizer, in every form. Add yours here and the contract holds it. */
export const everyOptimizer: Readonly<Record<string, () => ZooOptimizer>> = {
  sgd: () => sgd({ learningRate: 0.05, l2: 0.01 }),
  momentum: () => momentum({ learningRate: 0.05, momentum: 0.8, dampening: 0.1, l2: 0.01 }),
  'sgd, Nesterov': () => sgd({ learningRate: 0.05, momentum: 0.9, nesterov: true }),
  adam: () => adam({ learningRate: 0.05, l2: 0.01 }),
  adamw: () => adamw({ learningRate: 0.05 }),
  'amsgrad, paper': () => amsgrad({ learningRate: 0.05 }),
  'amsgrad, torch': () => amsgrad({ learningRate: 0.05, variant: 'torch' }),
  'amsgrad, optax': () => amsgrad({ learningRate: 0.05, variant: 'optax' }),
  ademamix: () => ademamix({ learningRate: 0.05, alphaWarmup: 50, beta3Warmup: 70, weightDecay: 0.01 }),
  'nagGs, paper': () => nagGs({ alpha: 0.3 }),
  'nagGs, torch': () => nagGs({ alpha: 0.3, variant: 'torch' }),
  'inducedMetric, sgd': () => inducedMetric({ weightDecay: 0.01 }),
  'inducedMetric, log': () => inducedMetric({ variant: 'log', learningRate: 0.01 }),
  'inducedMetric, rms': () => inducedMetric({ variant: 'rms' }),
};

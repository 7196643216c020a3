import { adam, momentum, wrapping, xgrad, type ZooOptimizer } from '@optimizer-zoo/optimizers';
import { findProblem } from '@optimizer-zoo/testbed';
import { median } from '../../report/statistics.js';
import { defineReproduction, type Figure } from '../reproduction.js';
import { train } from '../train.js';

type Wrap = (optimizer: ZooOptimizer) => ZooOptimizer;

const bases = {
  momentum: () => momentum({ learningRate: 0.1, momentum: 0.9 }),
  Adam: () => adam({ learningRate: 0.01 }),
};

/** Looks back instead of ahead, by two steps: w − 2 u is 3 w − 2 (w + u). */
const backwards = wrapping({
  ...xgrad.wrapper,
  name: 'xgradBackwards',
  gradientAt: (at) => at.param!.mul(3).sub(xgrad.wrapper.gradientAt!(at).mul(2)),
});

export const xgradNetwork = defineReproduction({
  name: 'xgradNetwork',
  family: 'xgrad',
  claim: 'networks trained with the prediction are no worse than with the plain optimizer, momentum or Adam',
  source: 'Guan et al. 2023, arXiv:2305.18240, tables of test accuracy',
  known: 'recalled',
  outcome: 'reproduced',
  remark:
    'The paper’s networks are large (CIFAR, ImageNet, translation); here it is a 2-16-16-3 classifier of three spirals, minibatches of 32, medians over seeds. The plain optimizers are not tuned against it.',
  subject: ((optimizer) => xgrad(optimizer)) as Wrap,
  broken: { how: 'a prediction backwards', subject: ((optimizer) => backwards(optimizer)) as Wrap },
  *measure(wrap, extent): Generator<Figure> {
    const isFull = extent === 'full';
    const steps = isFull ? 1000 : 100;
    const seeds = Array.from({ length: isFull ? 5 : 2 }, (_, seed) => seed);
    const problem = findProblem('mlpClassifier');
    for (const [name, make] of Object.entries(bases).slice(0, isFull ? 2 : 1)) {
      const plain = seeds.map((seed) => train(problem, make(), steps, seed));
      const ours = seeds.map((seed) => train(problem, wrap(make()), steps, seed));
      const ratio = median(ours.map(({ objective }, i) => objective / plain[i].objective));
      yield { of: `${name}: loss, over that without prediction`, published: '≤ 1', ours: ratio, most: 1.02 };
      const gain = median(ours.map(({ accuracy }, i) => accuracy! - plain[i].accuracy!));
      yield { of: `${name}: gain in held-out accuracy`, published: '≥ 0', ours: gain, least: -0.01 };
    }
  },
});

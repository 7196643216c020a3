import { minimize, type RuleOptimizer, scheduleFreeSgd, sgd } from '@optimizer-zoo/optimizers/float64';
import { linearDecay } from '@optimizer-zoo/schedulers';
import { geometric, linearData, logistic } from '@optimizer-zoo/testbed';
import { median } from '../../report/statistics.js';
import { altered } from '../altered.js';
import { linearFit } from '../linear-fit.js';
import { defineReproduction, type Figure } from '../reproduction.js';

const data = () => linearData({ samples: 200, spectrum: geometric(10, 0.01, 1), noise: 1, kind: 'labels', seed: 5 });
const batchSize = 4;
const rates = [0.3, 1, 3];

/** The average of the last iterates alone: x is z. */
const unaveraged = (optimizer: RuleOptimizer): RuleOptimizer =>
  altered(optimizer, {
    hostScalars: (...given) => ({ ...optimizer.rule.hostScalars!(...given), c: 1 }),
  });

export const scheduleFreeFrontier = defineReproduction({
  name: 'scheduleFreeFrontier',
  family: 'scheduleFree',
  claim:
    'convex problems: one run without a schedule, whose length need not be known, is at any time near what a linear decay to that very time reaches, with the better of several learning rates',
  source:
    'Defazio et al. 2024, arXiv:2405.15682; README of facebookresearch/schedule_free at 0083572: outperforms linear decay or at worst matches it, and gives the entire frontier',
  known: 'read',
  outcome: 'reproduced',
  remark:
    'The setting is ours: logistic regression with noisy labels, 200 samples, 10 features, minibatches of 4, learning rate 1, medians over seeds. It comes within a factor of 1.6, for the decay the better in most lengths; SGD at a constant learning rate stays far above.',
  subject: (optimizer: RuleOptimizer) => optimizer,
  broken: { how: 'no averaging', subject: unaveraged },
  *measure(made, extent): Generator<Figure> {
    const isFull = extent === 'full';
    const fit = linearFit(data(), logistic);
    const lowest = fit.lowest();
    const lengths = isFull ? [100, 400, 1600, 6400] : [100, 400, 1600];
    const seeds = Array.from({ length: isFull ? 9 : 3 }, (_, seed) => seed);
    const gapOf = (optimizer: RuleOptimizer, maxSteps: number) =>
      median(
        seeds.map((seed) => minimize(fit.batches(batchSize, seed), fit.start, { optimizer, maxSteps }).value - lowest),
      );
    for (const steps of lengths) {
      const decayed = rates.map((rate) => linearDecay({ initialValue: rate, decaySteps: steps }));
      const best = Math.min(...decayed.map((learningRate) => gapOf(sgd({ learningRate }), steps)));
      const free = gapOf(made(scheduleFreeSgd({ learningRate: 1 })), steps);
      const of = `${steps} steps: loss − minimum, over that with the best decay`;
      yield { of, published: 'about 1', ours: free / best, most: 2 };
      const constant = gapOf(sgd({ learningRate: 1 }), steps);
      if (steps >= 1600)
        yield {
          of: `${steps} steps: the same of a constant rate of 1`,
          published: 'above',
          ours: constant / best,
          least: 3,
        };
    }
  },
});

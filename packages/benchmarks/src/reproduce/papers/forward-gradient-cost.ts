import { evaluationCounts, forwardGradient, type GradientSource, reverseMode, sgd } from '@optimizer-zoo/optimizers';
import { findProblem, type Problem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { digits } from '../../real-data/digits.js';
import { median } from '../../report/statistics.js';
import { defineReproduction, type Figure } from '../reproduction.js';

type Source = GradientSource<'grad' | 'loss'>;

const problems = [findProblem('beale'), findProblem('logisticRegression'), digits[0]];
const rounds = 60;

/** Steps of gradient descent by one source, to be counted and timed. */
function stepsBy(problem: Problem, gradient: Source) {
  const { variables, loss, dispose } = problem.create(0);
  const optimizer = sgd({ learningRate: 1e-4, gradient });
  let step = 0;
  const make = () => {
    step++;
    optimizer.minimize(() => loss(step), false, variables);
  };
  make(); // what is compiled is compiled
  return {
    counts() {
      const before = evaluationCounts();
      make();
      const { gradients, products } = evaluationCounts();
      return { gradients: gradients - before.gradients, products: products - before.products };
    },
    /** How many operations of tfjs a step is. */
    async kernels(): Promise<number> {
      const { kernels } = await tf.profile(() =>
        tf.tidy(() => {
          make();
          return tf.scalar(0);
        }),
      );
      return kernels.length;
    },
    milliseconds() {
      const before = performance.now();
      make();
      return performance.now() - before;
    },
    dispose() {
      optimizer.dispose();
      dispose();
    },
  };
}

export const forwardGradientCost = defineReproduction({
  name: 'forwardGradientCost',
  family: 'forwardGradient',
  claim:
    'a step takes a single forward run, without backpropagation, and training is up to twice as fast in some cases',
  source: 'Baydin et al. 2022, arXiv:2202.08587, abstract',
  known: 'read',
  outcome: 'differs',
  short: 'reproduced',
  remark: `Their times are of PyTorch, with a forward mode of their own. In tfjs on a cpu a step is indeed fewer operations, but it also draws a normal vector as large as the weights, and takes from 0.9 to 1.35 times as long. Times are medians of ${rounds} steps in turns in one process.`,
  subject: (seed: number): Source => forwardGradient({ seed }),
  broken: {
    how: 'eight directions for one',
    subject: (seed: number): Source => forwardGradient({ seed, directions: 8 }),
  },
  async *measure(made, extent): AsyncGenerator<Figure> {
    for (const problem of problems) {
      const [forward, backward] = [stepsBy(problem, made(1)), stepsBy(problem, reverseMode)];
      const { gradients, products } = forward.counts();
      const operations = (await forward.kernels()) / (await backward.kernels());
      const of = (what: string) => `${problem.name}: ${what}`;
      yield { of: of('forward runs of a step'), published: '1', ours: products, least: 1, most: 1 };
      yield { of: of('backpropagations of a step'), published: '0', ours: gradients, most: 0 };
      yield { of: of('operations, over those with backpropagation'), published: '< 1', ours: operations, most: 1 };
      if (extent === 'full') {
        const ratios = Array.from({ length: rounds }, () => forward.milliseconds() / backward.milliseconds());
        yield {
          of: of('time, over that with backpropagation'),
          published: 'down to 0.5',
          ours: median(ratios),
          most: 1,
        };
      }
      forward.dispose();
      backward.dispose();
    }
  },
});

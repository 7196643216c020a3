import { forwardGradient, type GradientSource, reverseMode, sgd } from '@optimizer-zoo/optimizers';
import { findProblem, type Problem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { digits } from '../../real-data/digits.js';
import { misscaled } from '../misscaled.js';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';
import { training } from '../train.js';

interface Task {
  readonly problem: Problem;
  readonly learningRate: number;
  readonly steps: Readonly<Record<Extent, number>>;
  readonly seeds: Readonly<Record<Extent, number>>;
}

const few = { short: 2, full: 20 };
const tasks: readonly Task[] = [
  { problem: findProblem('beale'), learningRate: 0.003, steps: { short: 100, full: 1000 }, seeds: few },
  { problem: findProblem('rosenbrock'), learningRate: 5e-4, steps: { short: 100, full: 1000 }, seeds: few },
  { problem: findProblem('logisticRegression'), learningRate: 0.5, steps: { short: 50, full: 1000 }, seeds: few },
  { problem: digits[0], learningRate: 0.003, steps: { short: 60, full: 1000 }, seeds: { short: 2, full: 3 } },
];

/** How much the objective fell, as a power of e where the minimum is 0. */
function fall(
  { problem, learningRate, steps }: Task,
  extent: Extent,
  gradient: GradientSource<'grad' | 'loss'>,
): number {
  const last = steps[extent];
  const height = (objective: number) => (problem.minimum?.value === 0 ? Math.log(objective) : objective);
  const ends: number[] = [];
  for (const { step, instance } of training(problem, sgd({ learningRate, gradient }), last, 0)) {
    if (step === 0 || step === last) ends.push(tf.tidy(() => height(instance.objective().dataSync()[0])));
  }
  return ends[0] - ends[1];
}

export const forwardGradientDescent = defineReproduction({
  name: 'forwardGradientDescent',
  family: 'forwardGradient',
  claim:
    "step by step the loss falls with forward gradients as it does with backpropagation, at the same small learning rate: on Beale's and Rosenbrock's functions, in logistic regression, in an MLP",
  source: 'Baydin et al. 2022, arXiv:2202.08587, section 5',
  known: 'recalled',
  outcome: 'reproduced',
  remark:
    'Learning rates are ours, and digits have 14 x 14 pixels. The rate has to be small: with n weights the noise is n + 1 times the gradient. On Beale’s function one of the 20 runs diverges at 0.01, where backpropagation does not.',
  subject: (source: GradientSource<'grad' | 'loss'>) => source,
  broken: { how: 'slopes twice as large', subject: misscaled('grads', 2) },
  *measure(made, extent): Generator<Figure> {
    for (const task of tasks) {
      const seeds = task.seeds[extent];
      const byBackpropagation = fall(task, extent, reverseMode);
      const falls = Array.from({ length: seeds }, (_, seed) => fall(task, extent, made(forwardGradient({ seed }))));
      yield {
        of: `${task.problem.name}, ${task.steps[extent]} steps, mean of ${seeds}: fall of the loss / that of backpropagation`,
        published: 'about 1',
        ours: falls.reduce((sum, one) => sum + one, 0) / seeds / byBackpropagation,
        least: 0.8,
        most: 1.25,
      };
    }
  },
});

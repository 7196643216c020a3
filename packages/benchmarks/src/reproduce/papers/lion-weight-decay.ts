import { lion, minimize, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { defineReproduction, type Figure } from '../reproduction.js';
import { signless } from './lion-steps.js';

const curvatures = [1, 10, 100, 0.1];
const center = [3, -2, 0.4, -0.1];
const bowl = { gradient: (x: ArrayLike<number>) => curvatures.map((c, i) => c * (x[i] - center[i])) };

/** How far from the lowest point of the box |x| ≤ 1/λ it ends. */
function offBox(optimizer: RuleOptimizer, weightDecay: number): number {
  const { x } = minimize(bowl, [0, 0, 0, 0], { optimizer, maxSteps: 20_000 });
  const edge = 1 / weightDecay;
  return Math.max(...center.map((c, i) => Math.abs(x[i] - Math.min(Math.max(c, -edge), edge))));
}

export const lionWeightDecay = defineReproduction({
  name: 'lionWeightDecay',
  family: 'lion',
  claim: 'with weight decay λ it minimises f over |x|∞ ≤ 1/λ: the bound is the decay alone, whatever the learning rate',
  source: 'Chen, Liu, Liang and Liu 2023, Lion Secretly Solves Constrained Optimization, arXiv:2310.05898, abstract',
  known: 'read',
  outcome: 'reproduced',
  remark: 'The setting is ours: a quadratic of four numbers, two of whose optima are outside the box.',
  subject: (optimizer: RuleOptimizer) => optimizer,
  broken: { how: 'the average in place of its sign', subject: signless },
  *measure(made): Generator<Figure> {
    for (const weightDecay of [0.5, 1, 2]) {
      for (const learningRate of [1e-2, 1e-3]) {
        const off = offBox(made(lion({ learningRate, weightDecay })), weightDecay);
        const of = `λ = ${weightDecay}, learning rate ${learningRate}: distance from the lowest point of the box`;
        yield { of, published: '0', ours: off, most: 2 * learningRate };
      }
    }
  },
});

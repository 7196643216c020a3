import { adam, minimize, prodigy, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { findProblem } from '@optimizer-zoo/testbed';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';

const problem = findProblem('logisticRegression');
const steps = 300;
/** Times the scale of the weights. */
const grid = [0.03, 0.1, 0.3, 1, 3, 10];

/** Logistic regression with weights that have to go `scale` times as far. */
const scaled = (scale: number) => ({
  value: (x: ArrayLike<number>) => problem.float64!.value(Array.from(x, (xi) => xi / scale)),
  gradient: (x: ArrayLike<number>) =>
    problem.float64!.gradient(Array.from(x, (xi) => xi / scale)).map((gi) => gi / scale),
});

const run = (scale: number, optimizer: RuleOptimizer) =>
  minimize(scaled(scale), new Array<number>(problem.dimension).fill(0), { optimizer, maxSteps: steps });

export const prodigyDistance = defineReproduction({
  name: 'prodigyDistance',
  family: 'prodigy',
  claim:
    'the step size d is found at any scale of the weights, as an estimate from below of the distance to the solution, and the loss comes to that of Adam with a tuned step size',
  source: 'Mishchenko and Defazio 2023, arXiv:2306.06101',
  known: 'recalled',
  outcome: 'reproduced',
  remark: `The setting is ours: logistic regression whose weights are scaled by 1e-3 to 1e3, ${steps} full gradients.`,
  subject: (): RuleOptimizer => prodigy(),
  broken: { how: 'an estimate that may not grow', subject: (): RuleOptimizer => prodigy({ growthRate: 1 }) },
  *measure(made, extent: Extent): Generator<Figure> {
    const { value: lowest, point = [] } = problem.minimum!;
    const distance = Math.max(...point.map(Math.abs));
    const gapOf = (scale: number, optimizer: RuleOptimizer) => run(scale, optimizer).value - lowest;
    const foundAt = (scale: number) => (run(scale, made()).save().scalars.d as number) / scale;
    const found = foundAt(1);
    yield { of: 'scale 1: d / max|x* − x₀|', published: '≤ 1', ours: found / distance, least: 0.01, most: 1 };
    for (const scale of extent === 'full' ? [1e-3, 1e-2, 0.1, 10, 100, 1e3] : [1e-3, 1e3]) {
      const at = `scale ${scale}`;
      yield {
        of: `${at}: d / scale, over that at 1`,
        published: '1',
        ours: foundAt(scale) / found,
        least: 0.5,
        most: 2,
      };
      const tuned = Math.min(...grid.map((rate) => gapOf(scale, adam({ learningRate: rate * scale }))));
      const most = Math.max(2 * tuned, 1e-6);
      yield {
        of: `${at}: loss − minimum`,
        published: `${tuned.toExponential(1)}, tuned Adam`,
        ours: gapOf(scale, made()),
        most,
      };
    }
    const untuned = gapOf(1e3, adam());
    yield { of: 'scale 1000: loss − minimum of Adam as it is', published: 'far', ours: untuned, least: 0.1 };
  },
});

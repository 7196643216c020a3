import { gravity, minimize, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { findProblem } from '@optimizer-zoo/testbed';
import { defineReproduction, type Figure, printed } from '../reproduction.js';
import { beta, constantWeight } from './gravity-formulas.js';

/** Losses of the authors' PyTorch code with V at 0, l = 1 and β = 0.9. */
const golden = new Map([
  [10, 0.449056946],
  [50, 0.391806852],
  [100, 0.349766902],
  [200, 0.304106907],
]);

export const gravityLogistic = defineReproduction({
  name: 'gravityLogistic',
  family: 'gravity',
  claim:
    'logistic regression (8 features, 64 samples, full gradient), l = 1, β = 0.9: the losses that the authors’ code gives',
  source: 'Bahrami and Zadeh 2021, arXiv:2101.09192, PyTorch file of dariush-bahrami/gravity.optimizer, run by us',
  known: 'read',
  outcome: 'reproduced',
  remark:
    'The paper’s own results are of networks as large as VGG16, and are not for minutes. V starts at 0, not at a draw.',
  subject: (optimizer: RuleOptimizer) => optimizer,
  broken: { how: 'the weight β at every step', subject: constantWeight },
  *measure(made): Generator<Figure> {
    const { float64, dimension } = findProblem('logisticRegression');
    const optimizer = made(gravity({ variant: 'torch', learningRate: 1, beta }));
    for (const [maxSteps, loss] of golden) {
      const { value } = minimize(float64!, new Array<number>(dimension).fill(0), { optimizer, maxSteps });
      yield printed(`loss after ${maxSteps} steps`, loss, value, 1e-9);
    }
  },
});

import { defineOptimizer } from '@optimizer-zoo/optimizers';
import type { RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { findProblem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { defineReproduction } from '../reproduction.js';
import { uncorrected } from '../uncorrected.js';
import { type Cell, cells, mostSteps, runs, stepFigures } from './induced-metric.js';

/** The same optimizer on tensors. */
const onTensors = ({ rule: form, options }: RuleOptimizer) =>
  defineOptimizer((form.declared ?? form) as never)(options as never);

/** As `stepsTo`, in float32. */
function stepsInFloat32({ problem, setting }: Cell): number {
  const { start, enough } = runs[problem];
  const { variables, objective, loss, dispose } = findProblem(problem).create(0);
  const optimizer = onTensors(setting);
  tf.tidy(() => variables[0].assign(tf.tensor1d(start)));
  let steps = 0;
  let value = Number.POSITIVE_INFINITY;
  while (steps < mostSteps && value > enough) {
    optimizer.minimize(() => loss(1), false, variables);
    steps++;
    value = tf.tidy(() => objective().dataSync()[0]);
  }
  optimizer.dispose();
  dispose();
  return value <= enough ? steps : Number.POSITIVE_INFINITY;
}

export const inducedMetricFloat32 = defineReproduction({
  name: 'inducedMetricFloat32',
  family: 'inducedMetric',
  claim: 'the published step counts, which are of float64, in float32 on tensors of tfjs',
  source: 'Harvey 2025, arXiv:2509.03594, the notebook small_examples of its repository',
  known: 'read',
  outcome: 'differs',
  remark:
    'Twelve of 17 keep their counts. Log on Beale takes 54; on Rosenbrock Adam takes 367 and rms 448. On Rastrigin SGD’s second step is a lucky jump to the minimum, to which float32 comes only near, and then it diverges. Log on Rosenbrock is chaotic in float64 too, and is accepted within the range there.',
  subject: (optimizer: RuleOptimizer) => optimizer,
  broken: { how: 'no bias correction', subject: uncorrected },
  measure(made, extent) {
    const measured = extent === 'full' ? cells : cells.filter(({ steps }) => steps < 100);
    return stepFigures(measured, made, stepsInFloat32);
  },
});

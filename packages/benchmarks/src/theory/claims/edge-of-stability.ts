import { momentum, sgd } from '@optimizer-zoo/optimizers';
import { topEigenvalues } from '@optimizer-zoo/optimizers/landscape';
import { mlpClassifier } from '@optimizer-zoo/testbed';
import type * as tf from '@tensorflow/tfjs';
import { defineClaim } from '../claim.js';

const [eta, arrival, steps, every] = [0.5, 250, 350, 25];

/** The largest eigenvalue of the Hessian, along a run that sees all the data at every step. */
async function* sharpnessAlong(optimizer: tf.Optimizer): AsyncGenerator<number> {
  const { variables, objective, dispose } = mlpClassifier.create(0);
  for (let step = 1; step <= steps; step++) {
    optimizer.minimize(objective, false, variables);
    if (step < arrival || step % every !== 0) continue;
    const { values } = await topEigenvalues(objective, { variables, tolerance: 1e-3 });
    yield values[0];
  }
  dispose();
  optimizer.dispose();
}

export const edgeOfStability = defineClaim({
  name: 'edgeOfStability',
  statement:
    'gradient descent on a network, step η: the sharpness, the largest eigenvalue of the Hessian, rises to 2/η, where a quadratic would diverge, and stays about there while the loss goes down',
  source:
    'Cohen, Kaur, Li, Kolter and Talwalkar 2021, arXiv:2103.00065: an observation, with room of 15 % below, 30 % above',
  subject: (): tf.Optimizer => sgd({ learningRate: eta }),
  broken: {
    how: 'momentum 0.5, which goes to (2 + 2β)/η',
    subject: (): tf.Optimizer => momentum({ learningRate: eta, momentum: 0.5 }),
  },
  async *measure(optimizer) {
    let step = arrival;
    for await (const sharpness of sharpnessAlong(optimizer())) {
      yield {
        at: `mlpClassifier, step ${step}, η/2 sharpness`,
        measured: (sharpness * eta) / 2,
        most: 1.3,
        least: 0.85,
      };
      step += every;
    }
  },
});

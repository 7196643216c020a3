import { momentum, sharpnessAware } from '@optimizer-zoo/optimizers';
import { topEigenvalues } from '@optimizer-zoo/optimizers/landscape';
import type { ProblemInstance } from '@optimizer-zoo/testbed';
import type * as tf from '@tensorflow/tfjs';
import { digits } from '../../real-data/digits.js';
import { numberOf } from '../../run/read-tensors.js';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';
import { training } from '../train.js';

const [problem] = digits;
const base = { learningRate: 0.05, momentum: 0.9 };
const sizes: Readonly<Record<Extent, { readonly seeds: number; readonly steps: number }>> = {
  short: { seeds: 1, steps: 60 },
  full: { seeds: 5, steps: 500 },
};

interface Found {
  readonly loss: number;
  readonly accuracy: number;
  readonly sharpness: number;
}

async function look({ variables, objective, heldOut }: ProblemInstance): Promise<Found> {
  const unseen = heldOut!();
  const { values } = await topEigenvalues(objective, { variables, k: 1, tolerance: 0.01 });
  return { loss: await numberOf(unseen.objective), accuracy: await numberOf(unseen.accuracy!), sharpness: values[0] };
}

/** What a run has found after each of these steps. */
async function foundBy(optimizer: tf.Optimizer, seed: number, looks: readonly number[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const { step, instance } of training(problem, optimizer, Math.max(...looks), seed)) {
    if (looks.includes(step)) found.push(await look(instance));
  }
  return found;
}

export const samFlatness = defineReproduction({
  name: 'samFlatness',
  family: 'sam',
  claim: 'SAM ends in flatter minima, whose held-out loss and accuracy are better, also at equal gradients',
  source: 'Foret, Kleiner, Mobahi and Neyshabur 2021, arXiv:2010.01412, tables 1 to 3 and figure 3',
  known: 'recalled',
  outcome: 'differs',
  remark:
    'Ours is an MLP on 600 digits, with momentum as the base and ρ 0.15. At equal steps the sharpness is less; at equal gradients the base has made twice the steps, its predictions are surer, and with them the curvature of the cross-entropy falls.',
  subject: 0.15,
  broken: { how: 'an ascent of a hundredth', subject: 0.0015 },
  async *measure(rho, extent): AsyncGenerator<Figure> {
    const { seeds, steps } = sizes[extent];
    const sums = { loss: 0, accuracy: 0, sharpness: 0, atEqualSteps: 0 };
    for (let seed = 1; seed <= seeds; seed++) {
      const [sam] = await foundBy(momentum({ ...base, gradient: sharpnessAware({ rho }) }), seed, [steps]);
      const [half, whole] = await foundBy(momentum(base), seed, [steps, 2 * steps]);
      sums.loss += sam.loss / whole.loss / seeds;
      sums.accuracy += (sam.accuracy - whole.accuracy) / seeds;
      sums.sharpness += sam.sharpness / whole.sharpness / seeds;
      sums.atEqualSteps += sam.sharpness / half.sharpness / seeds;
    }
    const { loss, accuracy, sharpness, atEqualSteps } = sums;
    const of = `mean of ${seeds} seeds, SAM against its base`;
    yield { of: `${of}: largest eigenvalue, equal steps`, published: '18.6 / 62.9', ours: atEqualSteps, most: 0.9 };
    yield { of: `${of}: largest eigenvalue, equal gradients`, published: 'less', ours: sharpness, most: 1 };
    yield { of: `${of}: held-out loss, equal gradients`, published: 'less', ours: loss, most: 1 };
    yield { of: `${of}: held-out accuracy, equal gradients`, published: 'more', ours: accuracy, least: 0 };
  },
});

import { momentum, sgd } from '@optimizer-zoo/optimizers';
import { findProblem, noise } from '@optimizer-zoo/testbed';
import type * as tf from '@tensorflow/tfjs';
import { defineClaim } from '../claim.js';
import { descend } from '../descend.js';
import { squaredDistance } from '../known.js';

const [deviation, eta, steps, warmUp] = [0.5, 0.2, 2000, 50];
const sphere = findProblem('sphere:10');
const { L } = sphere.constants!;
/** Of x_{t+1} − x* = (1 − ηL) (x_t − x*) − η ξ_t. */
const variance = (sphere.dimension * (eta * deviation) ** 2) / (1 - (1 - eta * L) ** 2);

export const sgdNoiseBall = defineClaim({
  name: 'sgdNoiseBall',
  statement:
    'f = L/2 |x − x*|² in n dimensions, noise of deviation σ on each slope, step η: E |x_t − x*|² → n η σ²/(L (2 − η L))',
  source: 'Box and Jenkins 1970, Time Series Analysis: the variance of a first-order autoregressive process',
  subject: (): tf.Optimizer => sgd({ learningRate: eta }),
  broken: { how: 'momentum 0.5', subject: (): tf.Optimizer => momentum({ learningRate: eta, momentum: 0.5 }) },
  *measure(optimizer) {
    let t = 0;
    let sum = 0;
    for (const x of descend(noise(sphere, deviation), optimizer(), steps)) {
      if (t++ > warmUp) sum += squaredDistance(x, sphere.minimum!.point!);
    }
    // Some 10^4 almost independent draws: five standard errors are a tenth.
    yield {
      at: `sphere:10, mean of ${steps} steps`,
      measured: sum / (steps - warmUp),
      most: 1.1 * variance,
      least: 0.9 * variance,
    };
  },
});

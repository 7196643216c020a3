import { adam, amsgrad, type ZooOptimizer } from '@optimizer-zoo/optimizers';
import { findProblem } from '@optimizer-zoo/testbed';
import { defineClaim } from '../claim.js';
import { descend } from '../descend.js';

const options = { learningRate: 1e-3, beta1: 0.9, beta2: 0.99 };
/** By an independent loop in float64. */
const expected = new Map([
  [500, 0.009386011697718858],
  [1000, 0.01827501239073702],
]);

export const adamDrift = defineClaim({
  name: 'adamDrift',
  statement: 'costs 1010 x at t mod 101 = 1, else −10 x, lowest at −1, start 0: Adam moves towards 1',
  source: 'Reddi, Kale and Kumar 2018, arXiv:1904.09237, section 3; the points: a float64 loop of our own',
  subject: (): ZooOptimizer => adam(options),
  broken: { how: 'AMSGrad in place of Adam', subject: (): ZooOptimizer => amsgrad({ ...options, variant: 'optax' }) },
  *measure(optimizer) {
    let t = 0;
    for (const [x] of descend(findProblem('amsgradOnline'), optimizer(), 1000)) {
      const drift = expected.get(t++);
      if (drift)
        yield { at: `amsgradOnline, x after ${t - 1} steps`, measured: x, most: 1.01 * drift, least: 0.99 * drift };
    }
  },
});

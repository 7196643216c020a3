import { proximalGradient } from '@optimizer-zoo/optimizers';
import { findProblem } from '@optimizer-zoo/testbed';
import { defineClaim } from '../claim.js';
import { descend } from '../descend.js';
import { huber } from '../huber.js';
import { known, squaredDistance } from '../known.js';

export const nesterovConvex = defineClaim({
  name: 'nesterovConvex',
  statement:
    'f convex, L-smooth, step 1/L, momentum (t − 1)/(t + 2) at step t: f(x_t) − f* ≤ 2L |x_0 − x*|² / (t + 1)²',
  source:
    'Beck and Teboulle 2009, doi:10.1137/080716542, theorem 4.4; with this momentum: Su, Boyd and Candès 2016, arXiv:1503.01243',
  subject: (step: number) => (step - 1) / (step + 2),
  broken: { how: 'half the momentum', subject: (step: number) => (step - 1) / (step + 2) / 2 },
  *measure(momentum) {
    for (const one of [findProblem('quadraticSingular'), findProblem('logisticRegression'), huber(200)]) {
      const { problem, f, constants, minimizer, lowest } = known(one);
      const { L } = constants;
      const optimizer = proximalGradient({ learningRate: 1 / L, momentum, l1: 0 });
      let t = 0;
      let reach = 0;
      for (const x of descend(problem, optimizer, 200)) {
        if (t === 0) reach = squaredDistance(x, minimizer);
        yield { at: `${problem.name}, step ${t}`, measured: f.value(x) - lowest, most: (2 * L * reach) / (t + 1) ** 2 };
        t++;
      }
    }
  },
});

import { sgd } from '@optimizer-zoo/optimizers';
import { findProblem, type Problem } from '@optimizer-zoo/testbed';
import { defineClaim, type Measurement } from '../claim.js';
import { descend } from '../descend.js';
import { huber } from '../huber.js';
import { known, squaredDistance } from '../known.js';

const steps = 40;

export const gradientDescentConvex = defineClaim({
  name: 'gradientDescentConvex',
  statement:
    'f convex, L-smooth, step η ≤ 1/L: f(x_t) − f* ≤ L |x_0 − x*|² / (4 L η t + 2), which Huber’s function attains',
  source: 'Drori and Teboulle 2014, Mathematical Programming 145, arXiv:1206.3209, theorem 3.1',
  subject: 1,
  broken: { how: 'steps of 2.1/L', subject: 2.1 },
  *measure(stepTimesL) {
    yield* gaps(findProblem('quadraticSingular'), stepTimesL);
    yield* gaps(findProblem('logisticRegression'), stepTimesL);
    for (const { at, measured, most } of gaps(huber(steps), stepTimesL)) {
      yield { at, measured, most, least: at.endsWith(` ${steps}`) ? 0.9999 * most! : undefined };
    }
  },
});

function* gaps(problem: Problem, stepTimesL: number): Generator<Measurement> {
  const { f, constants, minimizer, lowest } = known(problem);
  const { L } = constants;
  let t = 0;
  let reach = 0;
  for (const x of descend(problem, sgd({ learningRate: stepTimesL / L }), steps)) {
    if (t === 0) reach = squaredDistance(x, minimizer);
    yield { at: `${problem.name}, step ${t}`, measured: f.value(x) - lowest, most: (L * reach) / (4 * t + 2) };
    t++;
  }
}

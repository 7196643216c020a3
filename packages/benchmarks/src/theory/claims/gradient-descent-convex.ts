import { sgd } from '@optimizer-zoo/optimizers';
import { findProblem, type Problem } from '@optimizer-zoo/testbed';
import { type Claim, defineClaim, type Measurement } from '../claim.js';
import { descend } from '../descend.js';
import { huber } from '../huber.js';
import { known, squaredDistance } from '../known.js';

const steps = 40;
const source = 'Drori and Teboulle 2014, Mathematical Programming 145, arXiv:1206.3209, theorem 3.1';

function* gaps(problem: Problem, stepTimesL: number): Generator<Required<Omit<Measurement, 'least'>>> {
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

/** The rate of gradient descent without strong convexity, and where it is met. */
export const gradientDescentConvex: readonly Claim[] = [
  defineClaim({
    name: 'gradientDescentConvex',
    statement: 'f convex, L-smooth, step 1/L: f(x_t) − f* ≤ L |x_0 − x*|² / (4t + 2)',
    source,
    subject: 1,
    broken: { how: 'steps of 2.1/L', subject: 2.1 },
    *measure(stepTimesL) {
      yield* gaps(findProblem('quadraticSingular'), stepTimesL);
      yield* gaps(findProblem('logisticRegression'), stepTimesL);
    },
  }),
  defineClaim({
    name: 'gradientDescentWorstCase',
    statement: `the bound of gradientDescentConvex is sharp: at t = ${steps} it is met on Huber’s function with slope L |x_0 − x*|/(2t + 1)`,
    source,
    subject: 1,
    broken: { how: 'steps of 0.9/L', subject: 0.9 },
    *measure(stepTimesL) {
      const last = [...gaps(huber(steps), stepTimesL)].at(-1)!;
      yield { ...last, least: 0.9999 * last.most };
    },
  }),
];

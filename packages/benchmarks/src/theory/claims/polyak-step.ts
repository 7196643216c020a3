import { sgd } from '@optimizer-zoo/optimizers';
import { polyak } from '@optimizer-zoo/schedulers';
import { findProblem, fromExpression, type Problem } from '@optimizer-zoo/testbed';
import { defineClaim, type Measurement } from '../claim.js';
import { descend } from '../descend.js';
import { squaredDistance, squaredNorm } from '../known.js';

const steps = 200;

/** Without curvature: only the right step does not overshoot. */
const cone = fromExpression({
  name: 'cone',
  expression: 'abs(x1) + 2*abs(x2)',
  start: [3, 1],
  minimum: { value: 0, point: [0, 0] },
});

export const polyakStep = defineClaim({
  name: 'polyakStep',
  statement:
    'f convex, step (f(x_t) − f*)/|∇f(x_t)|²: min_t f(x_t) − f* ≤ G |x_0 − x*|/√T with slopes up to G; ≤ 2L |x_0 − x*|²/T where L-smooth; |x_t − x*|² ≤ (1 − μ/(4L))ᵗ |x_0 − x*|² where also μ-strongly convex',
  source: 'Polyak 1969; Hazan and Kakade 2019, Revisiting the Polyak step size, arXiv:1905.00313, theorem 1',
  subject: 0,
  broken: { how: 'a minimum that is told 0.5 too low', subject: 0.5 },
  *measure(tooLow) {
    yield* gaps(cone, tooLow);
    yield* gaps(findProblem('supportVectorMachine'), tooLow);
    yield* gaps(findProblem('logisticRidge'), tooLow);
  },
});

function* gaps(problem: Problem, tooLow: number): Generator<Measurement> {
  const { float64, constants } = problem;
  const { value: lowest, point: minimizer } = problem.minimum!;
  const rate = polyak({ lowestLoss: lowest - tooLow, maxValue: 1e9 });
  let [best, steepest, reach, T] = [Number.POSITIVE_INFINITY, 0, 0, 0];
  for (const x of descend(problem, sgd({ learningRate: rate }), steps)) {
    const [loss, squaredGradientNorm] = [float64!.value(x), squaredNorm(float64!.gradient(x))];
    rate.observe({ loss, squaredGradientNorm });
    const now = squaredDistance(x, minimizer!);
    if (T === 0) reach = now;
    best = Math.min(best, loss - lowest);
    steepest = Math.max(steepest, squaredGradientNorm);
    T++;
    const at = `${problem.name}, step ${T}`;
    yield { at, measured: best, most: Math.sqrt((steepest * reach) / T) };
    if (!constants || T === 1) continue;
    yield { at, measured: best, most: (2 * constants.L * reach) / T };
    const shrinkage = (1 - constants.mu / (4 * constants.L)) ** (T - 1);
    yield { at: `${at}, |x − x*|²`, measured: now, most: shrinkage * reach };
  }
}

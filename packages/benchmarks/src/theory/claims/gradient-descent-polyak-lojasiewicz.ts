import { sgd } from '@optimizer-zoo/optimizers';
import { findProblem, fromExpression } from '@optimizer-zoo/testbed';
import { defineClaim } from '../claim.js';
import { descend } from '../descend.js';

/** Not convex, but without other stationary points than its minimum. */
const waves = fromExpression({
  name: 'waves',
  expression: 'x^2 + 3*sin(x)^2',
  start: [5],
  minimum: { value: 0, point: [0] },
});

const cases = [
  { problem: waves, L: 8, mu: 1 / 32 },
  // The least curvature that is not zero.
  { problem: findProblem('quadraticSingular'), L: 1, mu: 0.01 },
];

export const gradientDescentPolyakLojasiewicz = defineClaim({
  name: 'gradientDescentPolyakLojasiewicz',
  statement: 'f L-smooth with |∇f|² ≥ 2μ (f − f*), convex or not, step 1/L: f(x_{t+1}) − f* ≤ (1 − μ/L) (f(x_t) − f*)',
  source: 'Polyak 1963; Karimi, Nutini and Schmidt 2016, arXiv:1608.04636, theorem 1',
  subject: 1,
  broken: { how: 'steps of 2.1/L', subject: 2.1 },
  *measure(stepTimesL) {
    for (const { problem, L, mu } of cases) {
      let before: number | undefined;
      let t = 0;
      for (const x of descend(problem, sgd({ learningRate: stepTimesL / L }), 40)) {
        const gap = problem.float64!.value(x) - problem.minimum!.value;
        if (before !== undefined && before > 1e-9) {
          yield { at: `${problem.name}, step ${t}, f − f* by that before`, measured: gap / before, most: 1 - mu / L };
        }
        before = gap;
        t++;
      }
    }
  },
});

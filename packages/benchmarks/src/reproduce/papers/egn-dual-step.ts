import { egn } from '@optimizer-zoo/optimizers';
import { gaussNewton, minimize, type Objective } from '@optimizer-zoo/optimizers/float64';
import { findProblem, type Problem } from '@optimizer-zoo/testbed';
import { squaredDistance } from '../../theory/known.js';
import { defineReproduction, type Figure } from '../reproduction.js';

type Options = NonNullable<Parameters<typeof egn>[0]>;

/** What float32 leaves of a step whose system is well-conditioned. */
const tolerance = 1e-5;

/** The point after one step from the start, by the dual system, on tensors. */
function stepped(problem: Problem, options: Options): number[] {
  const { variables, outputs, dispose } = problem.create(0);
  const { at, targets, loss } = outputs!(1);
  const optimizer = egn(options);
  optimizer.minimizeResidual(() => at(variables), targets, loss, variables).dispose();
  const point = variables.flatMap((variable) => [...variable.dataSync()]);
  targets.dispose();
  optimizer.dispose();
  dispose();
  return point;
}

const relative = (x: readonly number[], expected: readonly number[], start: readonly number[]) =>
  Math.sqrt(squaredDistance(x, expected) / squaredDistance(expected, start));

export const egnDualStep = defineReproduction({
  name: 'egnDualStep',
  family: 'egn',
  claim:
    'the step from the system of a row for each output, −J′ (Q J J′ + λ I)⁻¹ r, is the damped Gauss-Newton step −(J′ Q J + λ I)⁻¹ J′ r; on a linear model with λ → 0 it goes to the least squares solution at once',
  source: 'Korbit, Adeoye, Bemporad and Zanon 2024, arXiv:2405.14402, abstract: by the identity of Duncan and Guttman',
  known: 'read',
  outcome: 'reproduced',
  remark: 'The dual step is ours in float32, the other from the singular values of J in float64.',
  subject: (options: Options) => options,
  broken: {
    how: 'half the damping',
    subject: (options: Options) => ({ ...options, damping: (options.damping as number) / 2 }),
  },
  *measure(made): Generator<Figure> {
    for (const name of ['rosenbrock', 'kowalikOsborne', 'discreteIntegral', 'leastSquares']) {
      const problem = findProblem(name);
      const start = problem.start!(0);
      for (const damping of [10, 1, 0.1]) {
        const optimizer = gaussNewton({ damping, adaptiveDamping: false });
        const { x } = minimize(problem.float64 as Objective, [...start], { optimizer, maxSteps: 1 });
        const ours = relative(stepped(problem, made({ damping })), [...x], start);
        yield { of: `${name}, λ ${damping}: relative distance of the steps`, published: '0', ours, most: tolerance };
      }
    }
    for (const name of ['leastSquares', 'quadraticClustered']) {
      const { minimum, ...problem } = findProblem(name);
      const ours = relative(stepped(problem, made({ damping: 1e-7 })), minimum!.point!, problem.start!(0));
      yield { of: `${name}: relative distance from least squares after a step`, published: '0', ours, most: 1e-4 };
    }
  },
});

import { beale } from './functions/beale.js';
import { fromExpression } from './functions/from-expression.js';
import { quadratic } from './functions/quadratic.js';
import { rosenbrock } from './functions/rosenbrock.js';
import { mlpClassifier } from './networks/mlp-classifier.js';
import type { Problem, ProblemConfig } from './problem.js';
import { logisticRegression } from './regression/logistic-regression.js';

/** Every problem that has a name, from simple to complex. */
export const suite: readonly Problem[] = [quadratic, rosenbrock, beale, logisticRegression, mlpClassifier];

/**
 * The problem of that name.
 *
 * @throws Error naming the known ones.
 */
export function findProblem(name: string): Problem {
  const problem = suite.find((candidate) => candidate.name === name);
  if (problem) return problem;
  throw new Error(`problem '${name}' is not known; known are ${suite.map((known) => known.name).join(', ')}.`);
}

/** The problem of a stored run: `problemFrom(problem.config)` is that problem again. */
export function problemFrom(config: ProblemConfig): Problem {
  return 'name' in config ? findProblem(config.name) : fromExpression(config);
}

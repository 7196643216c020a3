import { beale } from './functions/beale.js';
import { classics } from './functions/classics.js';
import { fromExpression } from './functions/from-expression.js';
import { familyNames, nDimensional } from './functions/n-dimensional.js';
import { quadratic } from './functions/quadratic.js';
import { rosenbrock } from './functions/rosenbrock.js';
import { gameProblem } from './games/game-problem.js';
import { games } from './games/games.js';
import { moreGarbowHillstrom } from './more-garbow-hillstrom/more-garbow-hillstrom.js';
import { characterModel } from './networks/character-model.js';
import { convClassifier } from './networks/conv-classifier.js';
import { gruRegression } from './networks/gru-regression.js';
import { mlpClassifier } from './networks/mlp-classifier.js';
import { transformerCopy } from './networks/transformer-copy.js';
import { factorisations } from './nonconvex/factorisations.js';
import { ginzburgLandau } from './nonconvex/ginzburg-landau.js';
import { poisson } from './nonconvex/poisson.js';
import { teachers } from './nonconvex/teachers.js';
import { amsgradCounterexamples } from './online/amsgrad-counterexamples.js';
import type { Problem, ProblemConfig } from './problem.js';
import { convex } from './regression/convex.js';
import { logisticRegression } from './regression/logistic-regression.js';
import { softmaxRegression } from './regression/softmax-regression.js';
import { transformed } from './transforms/transformed.js';

/** Five problems from simple to complex, for a first look. */
export const introduction: readonly Problem[] = [quadratic, rosenbrock, beale, logisticRegression, mlpClassifier];

/** Every problem that has a name. */
export const suite: readonly Problem[] = [
  ...introduction,
  ...classics,
  ...familyNames.flatMap((name) => [nDimensional(name, 2), nDimensional(name, 10)]),
  ...moreGarbowHillstrom,
  ...convex,
  ...softmaxRegression,
  ...factorisations,
  ...teachers,
  ginzburgLandau,
  ...poisson,
  convClassifier,
  gruRegression,
  transformerCopy,
  characterModel,
  ...amsgradCounterexamples,
];

/**
 * The problem of that name: one of the suite, or a family of functions with the number of variables, `rastrigin:30`.
 *
 * @throws Error naming the known ones.
 */
export function findProblem(name: string): Problem {
  const problem = suite.find((candidate) => candidate.name === name);
  if (problem) return problem;
  const [, family, n] = /^(\w+):(\d+)$/.exec(name) ?? [];
  if (family && familyNames.includes(family)) return nDimensional(family, Number(n));
  throw new Error(`problem '${name}' is not known; known are ${suite.map((known) => known.name).join(', ')}.`);
}

/** Every game as a problem of two players. */
export const gameProblems: readonly Problem[] = games.map(gameProblem);

/**
 * The game of that name.
 *
 * @throws Error naming the known ones.
 */
export function findGame(name: string): Problem {
  const game = gameProblems.find((candidate) => candidate.name === name);
  if (game) return game;
  throw new Error(`game '${name}' is not known; known are ${gameProblems.map((known) => known.name).join(', ')}.`);
}

/**
 * The problem of a stored run: `problemFrom(problem.config)` is that problem again. `others` have names beside those of the
 * suite.
 */
export function problemFrom(config: ProblemConfig, others: readonly Problem[] = []): Problem {
  if ('name' in config) return others.find(({ name }) => name === config.name) ?? findProblem(config.name);
  if ('game' in config) return findGame(config.game);
  return 'transform' in config ? transformed(problemFrom(config.of, others), config) : fromExpression(config);
}

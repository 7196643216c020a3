export { type Expression, parseExpression } from './expression/parse-expression.js';
export { beale } from './functions/beale.js';
export { type FromExpressionOptions, fromExpression } from './functions/from-expression.js';
export { quadratic } from './functions/quadratic.js';
export { rosenbrock } from './functions/rosenbrock.js';
export { mlpClassifier } from './networks/mlp-classifier.js';
export type { Minimum, Problem, ProblemConfig, ProblemInstance, Region, Surface } from './problem.js';
export { logisticRegression } from './regression/logistic-regression.js';
export { findProblem, problemFrom, suite } from './suite.js';

// What the pictures on the pages of the optimizers show.
import { inRepository } from './root.js';

export const problems = ['quadratic', 'rosenbrock', 'rastrigin', 'logisticRegression', 'mlpClassifier'] as const;

/** What is asked of `optimizer-zoo run` for some optimizers; of what takes longer than 20 s a run there is no picture. */
export const askFor = (names: readonly string[]): string[] => [
  ...['-o', names.join(',')],
  ...['-p', problems.join(',')],
  ...['--tune', '5', '--seeds', '1', '--budget', '200', '--timeout', '20'],
];

export const runsFile = inRepository('site/.runs/runs.jsonl');

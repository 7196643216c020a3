import { studyCommand } from './study-command.js';

/** One of each family, and tf's own. */
export const families = [
  'sgd',
  'adam',
  'amsgrad',
  'ademamix',
  'nagGs',
  'inducedMetric',
  'psgdKron',
  'egn',
  'adam(gradient=gradientRegularization(strength=0.01))',
  'sgd(gradient=forwardGradient(directions=4))',
  'tf.sgd',
  'tf.adam',
];

/** Two convex ones, two that are not, and a network; all of them offer what the families need. */
export const raceProblems = ['leastSquares', 'logisticRegression', 'rosenbrock', 'bealeStandard', 'mlpClassifier'];

export const race = studyCommand(
  'race',
  'One optimizer of each family, and those of tf, on five problems, with the same gradients and equally tuned',
  {
    optimizer: families.join(', '),
    problem: raceProblems.join(','),
    seeds: '3',
    budget: '200g',
    tune: '5',
    out: 'results/runs.jsonl',
  },
  [
    ['race', 'everything, then the path of the report'],
    ['race --seeds 10 --budget 2000g --tune large', 'the same with a larger budget'],
  ],
);

import { studyCommand } from './study-command.js';
import { defaultProblems } from './study-options.js';

export const run = studyCommand(
  'run',
  'Run optimizers on problems, and write a report of these runs',
  {
    optimizer: 'sgd,adam',
    problem: defaultProblems.join(','),
    seeds: '3',
    budget: '500',
    tune: 'none',
    out: 'results/runs.jsonl',
  },
  [
    ['run -o adam,nagGs,tf.adam -p rosenbrock --tune small', 'each in the best of ten settings'],
    ['run -o "adam(beta1=0.8), lookahead(adam)" -p beale,mlpClassifier', 'options and wrappers: quote them'],
    ['run -o adam,egn,lbfgs -p osborne1 --budget 1000g', 'at equal numbers of gradient evaluations'],
    ['run -o gda,cgo,ocgo --game bilinear', 'methods for games'],
    ['run -o adam --expr "(1-x)^2+100*(y-x^2)^2" --start -1.2,1', 'a problem of your own'],
  ],
);

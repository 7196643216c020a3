import { studyCommand } from './study-command.js';

export const race = studyCommand(
  'race',
  'The zoo against the baselines of tf on five problems, equally tuned',
  {
    optimizer: 'sgd,adam,adamw,amsgrad,ademamix,nagGs,inducedMetric,tf.sgd,tf.adam',
    seeds: '3',
    budget: '500',
    tune: '5',
    out: 'results/runs.jsonl',
  },
  [
    ['race', 'everything, then the path of the report'],
    ['race --seeds 10 --budget 2000 --tune large', 'the same with a larger budget'],
  ],
);

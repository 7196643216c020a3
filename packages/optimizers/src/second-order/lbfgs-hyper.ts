import { choice, integer, number } from '@optimizer-zoo/schedulers';

export const lbfgsReference = 'Nocedal 1980; Liu and Nocedal 1989';

/** The hyperparameters of L-BFGS, on tensors and on plain arrays. */
export const lbfgsHyper = {
  learningRate: number('[0, inf)', 1, { around: 10 }),
  historySize: integer('[1, inf)', 100),
  lineSearch: choice('strongWolfe', 'none'),
  maxEvaluations: integer('[1, inf)', 25),
  toleranceGrad: number('[0, inf)', 1e-7),
  toleranceChange: number('[0, inf)', 1e-9),
} as const;

import { number, toggle } from '@optimizer-zoo/schedulers';

export const gnsNewtonReference = 'Semenov, Jaggi and Doikov 2025, arXiv:2506.13710';

/** The hyperparameters of GNS-Newton, on tensors and on plain arrays. */
export const gnsNewtonHyper = {
  learningRate: number('[0, inf)', 1, { around: 10 }),
  gamma: number('(0, inf)', 1, { around: 100 }),
  adaptiveSearch: toggle(true),
} as const;

import { number } from '@optimizer-zoo/schedulers';

export const levenbergMarquardtReference = 'Ahookhosh, Aragón Artacho, Fleming and Vuong 2017, arXiv:1703.07461';

/** The hyperparameters of Levenberg-Marquardt, on tensors and on plain arrays. */
export const levenbergMarquardtHyper = {
  learningRate: number('[0, inf)', 1, { around: 10 }),
  eta: number('(0, inf)', 1),
  xi: number('[0, inf)', 1),
  omega: number('[0, inf)', 1),
  tolerance: number('[0, inf)', 1e-10),
} as const;

import { number, toggle } from '@optimizer-zoo/schedulers';

/** The hyperparameters of damped Gauss-Newton steps, on tensors and on plain arrays. */
export const gaussNewtonHyper = {
  learningRate: number('[0, inf)', 1, { around: 10 }),
  damping: number('[0, inf)', 1, { around: 100 }),
  adaptiveDamping: toggle(false),
  rejection: toggle(true),
  lineSearch: toggle(false),
} as const;

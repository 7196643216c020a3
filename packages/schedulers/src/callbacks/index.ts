export { CosineAnnealing } from './cosine-annealing.js';
export { findLearningRate, type RangeTest } from './find-learning-rate.js';
export { LearningRateLogger } from './learning-rate-logger.js';
export {
  LearningRateScheduler,
  type LearningRateSchedulerOptions,
  type RateFunction,
} from './learning-rate-scheduler.js';
export { ObserveGradients, type ObserveGradientsOptions } from './observe-gradients.js';
export { ReduceLROnPlateau } from './reduce-lr-on-plateau.js';
export type { Resumable } from './resumable.js';
export { suggestLearningRate } from './suggest-learning-rate.js';
export { TerminateOnNaN } from './terminate-on-nan.js';

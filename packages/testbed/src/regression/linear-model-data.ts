import type { LinearData } from '../data/linear-data.js';
import type { Problem } from '../problem.js';
import type { SampleLoss } from './sample-losses.js';

/** What a linear model is fitted to, and how. */
export interface LinearModel extends Pick<Problem, 'name' | 'reference' | 'tags'> {
  readonly data: LinearData;
  readonly loss: SampleLoss;
  /** Weight of ½ |w|². Default 0. */
  readonly l2?: number;
  /** Weight of Σ |w_j|. Default 0. */
  readonly l1?: number;
  /** Where w starts. Default: zeros. */
  readonly start?: readonly number[];
  /** The minimiser; by default it is found by Newton's method. */
  readonly minimizer?: (model: LinearModel) => readonly number[];
  /** Samples that no step sees. */
  readonly heldOut?: LinearData;
  /** Samples in a minibatch. Default: all of them, and nothing is stochastic. */
  readonly batchSize?: number;
}

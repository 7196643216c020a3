import type * as tf from '@tensorflow/tfjs-core';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import type { GroupOf } from './groups.js';
import type { MatchOf, OneMatchOf } from './match.js';

/** Means tf's variables. */
export type Match = MatchOf<tf.Variable>;
export type OneMatch = OneMatchOf<tf.Variable>;

/** Options that hold for some of tf's variables only. */
export type Group<H extends Hyperparameters = Hyperparameters> = GroupOf<tf.Variable, H>;

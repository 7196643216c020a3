import type { AnyRule, Hyperparameter } from '@optimizer-zoo/optimizers';
import type { CardFacts } from '@optimizer-zoo/optimizers/card';
import type { Offer } from '@optimizer-zoo/testbed';
import type * as tf from '@tensorflow/tfjs';
import type { OptimizerOptions } from './optimizer-options.js';
import type { Supplied } from './supplied.js';

/** What the zoo has of the same rule. */
export interface Twin {
  readonly optimizer: string;
  /** Options that have another name there. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** In what the steps differ, where the options are equal; undefined where they do not but for rounding. */
  readonly differs?: string;
}

/** Options, each with its default or its choices; undefined leaves the value to tf. */
export type Declared = Readonly<Record<string, Hyperparameter | undefined>>;

/** An optimizer that can be run by name. */
export interface Candidate {
  /** Of which entry of the package it is, where that is not the main one. */
  readonly entry?: 'float64' | 'games';
  readonly reference: string;
  /** The option that is the step size, where there is one. */
  readonly stepSize?: string;
  readonly defaultStepSize?: number;
  readonly options: Declared;
  /** Options that only another form of it has, under what asks for that form. */
  readonly forms: Readonly<Record<string, Declared>>;
  /** The rules of all forms, under what asks for them, its own first; none of tf's. */
  readonly rules: Readonly<Record<string, AnyRule>>;
  /** Of what is no rule: what its card says. */
  readonly facts?: CardFacts;
  /** Of one of tf's: what the zoo has of the same rule. */
  readonly twin?: Twin;
  /** What a problem must offer. */
  readonly needs: readonly Offer[];
  /** `supplied`: options of gradient sources that the problem gives. */
  create(options: OptimizerOptions, supplied?: Supplied): tf.Optimizer;
}

import {
  adam,
  adamw,
  ademamix,
  amsgrad,
  inducedMetric,
  nagGs,
  sgd,
  type ZooOptimizer,
} from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';
import { InputError } from './input-error.js';

export type OptionValue = number | boolean | string;
export type OptimizerOptions = Readonly<Record<string, OptionValue>>;

/** An optimizer that can be run by name. */
export interface Candidate {
  readonly reference: string;
  /** The option that is the step size: what tuning varies. */
  readonly stepSize: string;
  readonly defaults: Readonly<Record<string, OptionValue | undefined>>;
  create(options: OptimizerOptions): tf.Optimizer;
}

/** Every optimizer that can be named: the zoo's, then tf's own as baselines. Order is that of the reports. */
export const candidates: Readonly<Record<string, Candidate>> = {
  sgd: zoo(sgd),
  adam: zoo(adam),
  adamw: zoo(adamw),
  amsgrad: zoo(amsgrad),
  ademamix: zoo(ademamix),
  nagGs: zoo(nagGs),
  inducedMetric: zoo(inducedMetric),
  'tf.sgd': builtIn(tf.train.sgd, 'sgd', { learningRate: 0.01 }),
  'tf.momentum': builtIn(tf.train.momentum, 'momentum', { learningRate: 0.01, momentum: 0.9, useNesterov: false }),
  'tf.adam': builtIn(tf.train.adam, 'adam', { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: undefined }),
  'tf.adamax': builtIn(tf.train.adamax, 'adamax', {
    learningRate: 2e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: undefined,
    decay: 0,
  }),
  'tf.rmsprop': builtIn(tf.train.rmsprop, 'rmsprop', {
    learningRate: 1e-3,
    decay: 0.9,
    momentum: 0,
    epsilon: undefined,
    centered: false,
  }),
  'tf.adagrad': builtIn(tf.train.adagrad, 'adagrad', { learningRate: 0.01, initialAccumulatorValue: 0.1 }),
  'tf.adadelta': builtIn(tf.train.adadelta, 'adadelta', { learningRate: 1e-3, rho: 0.95, epsilon: undefined }),
};

/** The candidate of that name, or an error that lists the known names. */
export function findCandidate(name: string): Candidate {
  if (Object.hasOwn(candidates, name)) return candidates[name];
  throw new InputError(`Unknown optimizer '${name}'; known are ${Object.keys(candidates).join(', ')}.`);
}

function zoo(factory: (options?: never) => ZooOptimizer): Candidate {
  const optimizer = factory();
  const { rule: _rule, gradient: _gradient, algebra: _algebra, inPlace: _inPlace, ...defaults } = optimizer.getConfig();
  return {
    reference: optimizer.rule.reference,
    stepSize: optimizer.rule.stepSize ?? 'learningRate',
    defaults: defaults as Candidate['defaults'],
    create: (options) => factory(options as never),
  };
}

/** tf's constructors are positional: `defaults` lists the options in that order; undefined leaves the choice to tf. */
function builtIn(make: (...values: never[]) => tf.Optimizer, name: string, defaults: Candidate['defaults']): Candidate {
  return {
    reference: `TensorFlow.js ${tf.version.tfjs}, tf.train.${name}`,
    stepSize: 'learningRate',
    defaults,
    create(options) {
      for (const [option, value] of Object.entries(options)) checkBuiltIn(`tf.${name}`, defaults, option, value);
      return make(...(Object.values({ ...defaults, ...options }) as never[]));
    },
  };
}

/** tf itself checks nothing: a negative learning rate would be run, an unknown option ignored. */
function checkBuiltIn(owner: string, defaults: Candidate['defaults'], option: string, value: OptionValue): void {
  if (!Object.hasOwn(defaults, option)) {
    throw new InputError(`${owner} has no option '${option}'; it knows ${Object.keys(defaults).join(', ')}.`);
  }
  const isSwitch = typeof defaults[option] === 'boolean';
  if (isSwitch && typeof value !== 'boolean') {
    throw new InputError(`${owner}: ${option} is ${value}, but must be true or false.`);
  }
  if (!isSwitch && !(typeof value === 'number' && Number.isFinite(value) && value >= 0)) {
    throw new InputError(`${owner}: ${option} is ${value}, but must be a number in [0, inf).`);
  }
}

import {
  type AnyRule,
  adabelief,
  adadelta,
  adagrad,
  adahessian,
  adam,
  adamax,
  adamw,
  adan,
  ademamix,
  adopt,
  aegd,
  aegdPreconditioned,
  amsgrad,
  choice,
  gravity,
  type Hyperparameter,
  type Hyperparameters,
  inducedMetric,
  lamb,
  laprop,
  lars,
  lion,
  madgrad,
  mars,
  momentum,
  nadam,
  nagGs,
  normalizedSgd,
  oasis,
  prodigy,
  qhadam,
  radam,
  rmsprop,
  sgd,
  signSgd,
  signum,
  simplifiedAdemamix,
  sophiaH,
  tiger,
  yogi,
  type ZooOptimizer,
} from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';
import { InputError } from './input-error.js';

export type OptionValue = number | boolean | string;
export type OptimizerOptions = Readonly<Record<string, OptionValue>>;

/** Options, each with its default or its choices; undefined leaves the value to tf. */
export type Declared = Readonly<Record<string, Hyperparameter | undefined>>;

/** An optimizer that can be run by name. */
export interface Candidate {
  readonly reference: string;
  /** The option that is the step size: what tuning varies. */
  readonly stepSize: string;
  readonly defaultStepSize: number;
  readonly options: Declared;
  /** Options that only another form of it has, under what asks for that form. */
  readonly forms: Readonly<Record<string, Declared>>;
  create(options: OptimizerOptions): tf.Optimizer;
}

/** Every optimizer that can be named: the zoo's, then tf's own as baselines. Order is that of the reports. */
export const candidates: Readonly<Record<string, Candidate>> = {
  sgd: zoo(sgd, { 'momentum, if any of these is given': momentum.rule }),
  momentum: zoo(momentum),
  adam: zoo(adam),
  adamw: zoo(adamw),
  amsgrad: zoo(amsgrad),
  ademamix: zoo(ademamix),
  nagGs: zoo(nagGs),
  inducedMetric: zoo(
    inducedMetric,
    { 'variant=rms': inducedMetric({ variant: 'rms' }).rule },
    { variant: choice('sgd', 'log', 'rms') },
  ),
  adagrad: zoo(adagrad),
  adadelta: zoo(adadelta),
  rmsprop: zoo(rmsprop, { 'centered=true': rmsprop({ centered: true }).rule }, { centered: false }),
  adamax: zoo(adamax),
  nadam: zoo(nadam),
  radam: zoo(radam),
  adabelief: zoo(adabelief),
  lion: zoo(lion),
  adan: zoo(adan),
  yogi: zoo(yogi),
  simplifiedAdemamix: zoo(simplifiedAdemamix),
  madgrad: zoo(madgrad),
  adopt: zoo(adopt),
  qhadam: zoo(qhadam),
  laprop: zoo(laprop),
  tiger: zoo(tiger),
  signSgd: zoo(signSgd),
  signum: zoo(signum),
  gravity: zoo(gravity),
  normalizedSgd: zoo(normalizedSgd),
  lamb: zoo(lamb),
  lars: zoo(lars),
  mars: zoo(mars),
  aegd: zoo(aegd),
  aegdPreconditioned: zoo(
    aegdPreconditioned,
    { 'variant=rms': aegdPreconditioned({ variant: 'rms' }).rule },
    { variant: choice('identity', 'rms') },
  ),
  prodigy: zoo(prodigy),
  adahessian: zoo(adahessian),
  oasis: zoo(oasis),
  sophiaH: zoo(sophiaH),
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

interface Factory {
  (options?: never): ZooOptimizer;
  readonly rule: AnyRule;
}

/** `forms`: rules that the factory takes instead of its own; `more`: options beside those of its rule. */
function zoo(factory: Factory, forms: Readonly<Record<string, AnyRule>> = {}, more: Hyperparameters = {}): Candidate {
  const { reference, stepSize = 'learningRate', hyper } = factory.rule;
  const options = { ...more, ...hyper };
  const others = (form: AnyRule) => Object.entries(form.hyper).filter(([name]) => !Object.hasOwn(options, name));
  return {
    reference,
    stepSize,
    defaultStepSize: factory().learningRate,
    options,
    forms: Object.fromEntries(Object.entries(forms).map(([asked, form]) => [asked, Object.fromEntries(others(form))])),
    create: (options) => factory(options as never),
  };
}

type BuiltInOptions = Readonly<Record<string, number | boolean | undefined> & { learningRate: number }>;

/** tf's constructors are positional: `defaults` lists the options in that order; undefined leaves the choice to tf. */
function builtIn(make: (...values: never[]) => tf.Optimizer, name: string, defaults: BuiltInOptions): Candidate {
  return {
    reference: `TensorFlow.js ${tf.version.tfjs}, tf.train.${name}`,
    stepSize: 'learningRate',
    defaultStepSize: defaults.learningRate,
    options: defaults,
    forms: {},
    create(options) {
      for (const [option, value] of Object.entries(options)) checkBuiltIn(`tf.${name}`, defaults, option, value);
      return make(...(Object.values({ ...defaults, ...options }) as never[]));
    },
  };
}

/** tf itself checks nothing: a negative learning rate would be run, an unknown option ignored. */
function checkBuiltIn(owner: string, defaults: BuiltInOptions, option: string, value: OptionValue): void {
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

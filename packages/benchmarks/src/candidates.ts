import type { AnyRule, Factory, Hyperparameter, Method, MethodFactory } from '@optimizer-zoo/optimizers';
import * as zoo from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';
import { distance } from 'fastest-levenshtein';
import { InputError } from './input-error.js';
import { listOf } from './report/format.js';

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
  /** The rules of all forms, under what asks for them, its own first; none of tf's. */
  readonly rules: Readonly<Record<string, AnyRule>>;
  /** Of what is no rule. */
  readonly method?: Method;
  /** Whether it measures what only a program can tell, so that options alone do not make it. */
  readonly needsSource?: boolean;
  create(options: OptimizerOptions): tf.Optimizer;
}

const isFactory = (entry: [string, unknown]): entry is [string, Factory] =>
  typeof entry[1] === 'function' && 'rule' in entry[1];

const isMethodFactory = (entry: [string, unknown]): entry is [string, MethodFactory] =>
  typeof entry[1] === 'function' && 'method' in entry[1];

/** Every optimizer that can be named: all of the zoo's, then tf's own as baselines. Order is that of the reports. */
export const candidates: Readonly<Record<string, Candidate>> = {
  ...Object.fromEntries(
    Object.entries<unknown>(zoo)
      .filter(isFactory)
      .map(([name, factory]) => [name, fromFactory(factory)]),
  ),
  ...Object.fromEntries(
    Object.entries<unknown>(zoo)
      .filter(isMethodFactory)
      .map(([name, factory]) => [name, fromMethod(name, factory)]),
  ),
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

/** The candidate of that name, or an error that lists the known names, and those most like it. */
export function findCandidate(name: string): Candidate {
  if (Object.hasOwn(candidates, name)) return candidates[name];
  const known = Object.keys(candidates);
  const distances = known.map((other) => distance(name.toLowerCase(), other.toLowerCase()));
  const least = Math.min(...distances);
  const near = least <= 2 ? known.filter((_, index) => distances[index] === least) : [];
  const meant = near.length > 0 ? `did you mean ${listOf(near, 'or')}? Known` : 'known';
  throw new InputError(`Unknown optimizer '${name}'; ${meant} are ${known.join(', ')}.`);
}

function fromFactory(factory: Factory): Candidate {
  const { rule, forms = {}, choosing } = factory;
  const { stepSize = 'learningRate' } = rule;
  const options = { ...choosing, ...rule.hyper };
  const others = (form: AnyRule) => Object.entries(form.hyper).filter(([name]) => !Object.hasOwn(options, name));
  return {
    reference: rule.reference,
    stepSize,
    defaultStepSize: zoo.defaultOf(rule.hyper[stepSize]) as number,
    options,
    forms: Object.fromEntries(
      Object.entries(forms)
        .map(([asked, form]) => [asked, Object.fromEntries(others(form))] as const)
        .filter(([, more]) => Object.keys(more).length > 0),
    ),
    rules: { '': rule, ...forms },
    needsSource: !(rule.needs ?? []).every((need) => (rule.gradient ?? zoo.reverseMode).provides.includes(need)),
    create: (options) => factory(options as never),
  };
}

function fromMethod(name: string, factory: MethodFactory): Candidate {
  const { method } = factory;
  return {
    reference: method.reference,
    stepSize: 'learningRate',
    defaultStepSize: zoo.defaultOf(method.hyper.learningRate) as number,
    options: method.hyper,
    forms: {},
    rules: {},
    method,
    needsSource: method.needsOutputs,
    create(options) {
      if (method.needsOutputs) {
        throw new InputError(
          `${name} needs a model's outputs, but a problem here is a loss alone; use it in a program.`,
        );
      }
      return factory(options as never) as tf.Optimizer;
    },
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
    rules: {},
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

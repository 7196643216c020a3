import { type NumberOption, number, type ToggleOption, toggle } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { InputError } from '../cli/input-error.js';
import type { Candidate, Twin } from './candidate.js';

/** Options in the order of tf's positional parameters; undefined leaves the value to tf. */
type BuiltInOptions = Readonly<
  Record<string, NumberOption<true> | ToggleOption | undefined> & { learningRate: NumberOption<true> }
>;

const rate = (value: number) => number('[0, inf)', value);
const decay = (value: number) => number('[0, 1)', value);
const epsilon = undefined;

/** tf's own optimizers, as baselines. */
export const tfCandidates: Readonly<Record<string, Candidate>> = {
  'tf.sgd': builtIn(tf.train.sgd, 'sgd', { learningRate: rate(0.01) }, { optimizer: 'sgd' }),
  'tf.momentum': builtIn(
    tf.train.momentum,
    'momentum',
    { learningRate: rate(0.01), momentum: decay(0.9), useNesterov: toggle(false) },
    { optimizer: 'momentum', renamed: { useNesterov: 'nesterov' } },
  ),
  'tf.adam': builtIn(
    tf.train.adam,
    'adam',
    { learningRate: rate(1e-3), beta1: decay(0.9), beta2: decay(0.999), epsilon },
    { optimizer: 'adam' },
  ),
  'tf.adamax': builtIn(
    tf.train.adamax,
    'adamax',
    { learningRate: rate(2e-3), beta1: decay(0.9), beta2: decay(0.999), epsilon, decay: rate(0) },
    {
      optimizer: 'adamax',
      differs: 'ε, added to the largest gradient in m / (u + ε), and decay, which shrinks the step size',
    },
  ),
  'tf.rmsprop': builtIn(
    tf.train.rmsprop,
    'rmsprop',
    { learningRate: rate(1e-3), decay: decay(0.9), momentum: decay(0), epsilon, centered: toggle(false) },
    {
      optimizer: 'rmsprop',
      renamed: { decay: 'rho' },
      differs: 'ε, which stands inside the root: √(v + ε), centered √(v − q² − ε)',
    },
  ),
  'tf.adagrad': builtIn(
    tf.train.adagrad,
    'adagrad',
    { learningRate: rate(0.01), initialAccumulatorValue: rate(0.1) },
    { optimizer: 'adagrad', differs: 'ε, which stands inside the root: √(v + ε)' },
  ),
  'tf.adadelta': builtIn(
    tf.train.adadelta,
    'adadelta',
    { learningRate: rate(1e-3), rho: decay(0.95), epsilon },
    {
      optimizer: 'adadelta',
      differs: 'the average of squared gradients that it divides by, which is that of before the step',
    },
  ),
};

function builtIn(
  make: (...values: never[]) => tf.Optimizer,
  name: string,
  declared: BuiltInOptions,
  twin: Twin,
): Candidate {
  const defaults = Object.entries(declared).map(([option, value]) => [option, value?.default] as const);
  return {
    reference: `TensorFlow.js ${tf.version.tfjs}, tf.train.${name}`,
    stepSize: 'learningRate',
    defaultStepSize: declared.learningRate.default,
    options: declared,
    forms: {},
    rules: {},
    twin,
    needs: ['loss'],
    create(options) {
      for (const [option, value] of Object.entries(options)) checkOption(`tf.${name}`, declared, option, value);
      return make(...(Object.values({ ...Object.fromEntries(defaults), ...options }) as never[]));
    },
  };
}

/** tf itself checks nothing: a negative learning rate would be run, an unknown option ignored. */
function checkOption(owner: string, declared: BuiltInOptions, option: string, value: unknown): void {
  if (!Object.hasOwn(declared, option)) {
    throw new InputError(`${owner} has no option '${option}'; it knows ${Object.keys(declared).join(', ')}.`);
  }
  const { [option]: range = rate(0) } = declared;
  try {
    range.read(`${owner}: ${option}`, value as never);
  } catch (error) {
    throw new InputError((error as Error).message);
  }
}

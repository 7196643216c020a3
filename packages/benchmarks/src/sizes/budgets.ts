import * as zoo from '@optimizer-zoo/optimizers';

const named = (property: string) =>
  Object.entries(zoo).flatMap(([name, thing]) => (typeof thing === 'function' && property in thing ? [name] : []));

/** What the main entry makes optimizers with. */
export const optimizers = [...named('rule'), ...named('method')];
export const wrappers = named('wrapper');

/** In kB of 1000 bytes: what one import may bring. */
export const goals = { adam: 18, optimizer: 25 } as const;

const shell =
  'of adam, kernels are 9 kB (generators for wasm 3, webgl and webgpu 3), state and saving 4, evaluations 2';
const derivatives = 'forward mode, with its rule for every kernel, is 7.5 kB beside what adam is';
const products = 'the factored Jacobian has a rule for every layer';
const onTensors = 'it does not fuse, but brings 9 kB of kernels, as all rules have one way to run';

/** What is above its goal, with what must hold meanwhile; the test fails when a line is not needed any more. */
export const over: Readonly<Record<string, { readonly budget: number; readonly reason: string }>> = {
  adam: { budget: 25.5, reason: shell },
  ...Object.fromEntries(
    [
      ...['adabelief', 'adafactor', 'adamax', 'adamw', 'adan', 'ademamix', 'adopt', 'amsgrad', 'inducedMetric', 'lamb'],
      ...['madgrad', 'mars', 'momentum', 'muon', 'nadam', 'prodigy', 'qhadam', 'radam', 'rmsprop', 'scheduleFreeAdamw'],
      ...['scheduleFreeSgd', 'simplifiedAdemamix', 'yogi'],
    ].map((name) => [name, { budget: 26, reason: shell }]),
  ),
  ...Object.fromEntries(
    ['egn', 'gnsNewton', 'levenbergMarquardt'].map((name) => [name, { budget: 27.5, reason: products }]),
  ),
  ...Object.fromEntries(wrappers.map((name) => [`${name}(adam())`, { budget: 27, reason: shell }])),
  adahessian: { budget: 33, reason: derivatives },
  oasis: { budget: 32.5, reason: derivatives },
  sophiaH: { budget: 32.5, reason: derivatives },
  psgdKronNewton: { budget: 37, reason: derivatives },
  psgdDense: { budget: 36.5, reason: derivatives },
  psgdLraNewton: { budget: 36, reason: derivatives },
  psgdXmatNewton: { budget: 34.5, reason: derivatives },
  psgdKron: { budget: 30, reason: onTensors },
  psgdLra: { budget: 29, reason: onTensors },
  psgdXmat: { budget: 27.5, reason: onTensors },
  soap: { budget: 27.5, reason: onTensors },
  shampoo: { budget: 27, reason: onTensors },
};

/** The budgets of whole entries. */
export const entries: Readonly<Record<string, number>> = {
  '@optimizer-zoo/schedulers': 5.5,
  '@optimizer-zoo/schedulers/callbacks': 5.5,
  '@optimizer-zoo/schedulers/callbacks/node': 4,
  '@optimizer-zoo/optimizers': 80,
  '@optimizer-zoo/optimizers/autodiff': 13,
  '@optimizer-zoo/optimizers/callbacks': 14,
  '@optimizer-zoo/optimizers/card': 15,
  '@optimizer-zoo/optimizers/experimental': 26,
  '@optimizer-zoo/optimizers/games': 10,
  '@optimizer-zoo/optimizers/landscape': 15,
  '@optimizer-zoo/optimizers/register-all': 84,
  '@optimizer-zoo/optimizers/testing': 30,
  '@optimizer-zoo/optimizers/training-kernels': 9.5,
  '@optimizer-zoo/testbed': 115,
  '@optimizer-zoo/testbed/loaders': 18,
};

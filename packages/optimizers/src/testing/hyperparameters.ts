import { constant, type Schedule, show } from '@optimizer-zoo/schedulers';
import { ZooOptimizer } from '../optimizer/optimizer.js';
import { formOf } from '../rule/form-of.js';
import { type Hyperparameter, type Hyperparameters, isNumeric } from '../rule/hyperparameters.js';
import { assert, assertEqual, assertFinite, assertThrows } from './assert.js';
import type { Checks } from './check.js';
import { optionsOf } from './run.js';
import { kernelNames, type Trial } from './trial.js';

/** The trial's optimizer with a schedule for every number among its options, but for those that decide what state it has. */
function scheduled({ optimizer }: Trial, schedule: (value: number, declared: Hyperparameter) => Schedule) {
  const { rule, gradient } = optimizer;
  const given = optionsOf(optimizer);
  const options = Object.entries(given).map(([name, value]) => {
    const declared = rule.hyper[name];
    if (typeof value !== 'number' || !isNumeric(declared)) return [name, value];
    const own = schedule(value, declared);
    return [name, formOf(rule, { ...given, [name]: own }) === rule ? own : value];
  });
  return new ZooOptimizer(rule, { ...Object.fromEntries(options), gradient });
}

/** An optimizer with some options otherwise; of its own those that this form of it has. */
export function changed(optimizer: ZooOptimizer, changes: Readonly<Record<string, unknown>>): ZooOptimizer {
  const { rule, gradient } = optimizer;
  const given = optionsOf(optimizer);
  const { hyper } = formOf(rule, { ...given, ...changes });
  const own = Object.entries(given).filter(([name]) => Object.hasOwn(hyper, name));
  return new ZooOptimizer(rule, { ...Object.fromEntries(own), gradient, ...changes });
}

const contains = (declared: Hyperparameter, value: number) => declared.kind !== 'number' || declared.contains(value);

const numbers = [-1e30, -1, -1e-30, 0, 1e-30, 0.5, 1, 2, 1e30, Number.NaN, Number.POSITIVE_INFINITY];
const others = ['0.1', null, [1], {}, 1n, Symbol.iterator];

/** Throws unless an optimizer takes every number within its interval, and nothing else. */
export function assertIntervals(
  hyper: Hyperparameters,
  create: (options: Readonly<Record<string, unknown>>) => { dispose(): void },
): void {
  for (const [name, declared] of Object.entries(hyper)) {
    const bad = [...others, ...(isNumeric(declared) ? numbers.filter((value) => !contains(declared, value)) : numbers)];
    for (const value of bad) {
      assertThrows(() => create({ [name]: value }), `${name} is ${show(value)}, but must be `, name);
    }
    for (const value of isNumeric(declared) ? numbers.filter((value) => contains(declared, value)) : []) {
      create({ [name]: value }).dispose();
    }
  }
}

/** What the options may be. */
export const hyperparameters = {
  async 'every numeric hyperparameter may be a schedule: a constant one is a number'(trial) {
    const twin = trial.twin(
      {},
      scheduled(trial, (value) => constant({ value })),
    );
    trial.steps(4);
    twin.steps(4);
    assertEqual(await twin.state(), await trial.state(), 'with constant schedules in place of numbers', 0);
  },

  async 'no step, schedule or new learning rate compiles a kernel again'(trial) {
    const wavering = (value: number, declared: Hyperparameter) => (step: number) =>
      step % 2 === 0 && contains(declared, 0.99 * value) ? 0.99 * value : value;
    const twin = trial.twin({}, scheduled(trial, wavering));
    trial.steps(1);
    const before = kernelNames().join(', ');
    twin.steps(6);
    const { optimizer } = trial;
    optimizer.learningRate = 0.9 * optimizer.learningRate;
    trial.steps(2);
    const after = kernelNames().join(', ');
    assert(after === before, `there are the kernels ${after}, but after the first step there were ${before}.`);
    assertFinite(await twin.state(), 'after six steps with hyperparameters that waver');
  },

  'a number outside its interval, or no number, is an error that names the option and the value'({ optimizer }) {
    assertIntervals(optimizer.rule.hyper, (options) => changed(optimizer, options));
  },

  'an option that it does not have is an error'({ optimizer: { rule } }) {
    const attempt = () => new ZooOptimizer(rule, { noSuchOption: 1 });
    assertThrows(attempt, `${rule.name} has no option 'noSuchOption'`, 'noSuchOption');
  },
} satisfies Checks;

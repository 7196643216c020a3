import * as tf from '@tensorflow/tfjs-core';
import type { ZooOptimizer } from '../optimizer/optimizer.js';
import { assert } from './assert.js';
import type { Checks } from './check.js';
import { gradients } from './gradients.js';
import { hyperparameters } from './hyperparameters.js';
import { kernels } from './kernels.js';
import { layers } from './layers.js';
import { saving } from './saving.js';
import { training } from './training.js';
import { Trial } from './trial.js';

const checks = { ...training, ...gradients, ...hyperparameters, ...saving, ...kernels, ...layers } satisfies Checks;

/** What is checked, in words. */
export type CheckName = keyof typeof checks;

/** One test of an optimizer. */
export interface Check {
  readonly name: CheckName;
  /** Throws an Error that says what is wrong. */
  run(): Promise<void>;
}

export interface ConformanceOptions {
  /**
   * Checks that the optimizer does not pass, each with the reason. Such a check is run too, and must fail: an exception
   * that is not needed any more is an error.
   */
  readonly exceptions?: Readonly<Partial<Record<CheckName, string>>>;
}

/**
 * What every optimizer of the zoo is held to, as tests for any runner, on the backend in use when they run:
 *
 *     for (const { name, run } of conformance(() => signum({ learningRate: 0.01 }))) test(name, run);
 *
 * Fused equals the rule on tensors (to the last bit on cpu and wasm, to 1e-6 on GPUs), one kernel for each pass, no
 * recompilation, no leak; zero and null gradients, scalars, tensors without elements and of four dimensions, frozen,
 * renamed and reordered variables; schedules and checks of every hyperparameter; saving and loading, `model.fit`.
 *
 * `make` must give a new optimizer at each call, whose options can be saved, and which lowers the loss
 * Σ (x − i)² + 0.1 cos x within 50 steps.
 *
 * @throws if an exception names no check.
 */
export function conformance(make: () => ZooOptimizer, { exceptions = {} }: ConformanceOptions = {}): Check[] {
  for (const name of Object.keys(exceptions)) {
    const known = Object.keys(checks)
      .map((check) => `'${check}'`)
      .join(', ');
    assert(Object.hasOwn(checks, name), `There is no check '${name}' to be excepted from; there are ${known}.`);
  }
  return (Object.keys(checks) as CheckName[]).map((name) => {
    const reason = exceptions[name];
    return { name, run: () => (reason === undefined ? pass(make, name) : fail(make, name, reason)) };
  });
}

async function pass(make: () => ZooOptimizer, name: CheckName): Promise<void> {
  await tf.ready();
  const before = tf.memory().numTensors;
  const trial = new Trial(make);
  const owner = trial.optimizer.rule.name;
  try {
    await checks[name](trial);
  } catch (cause) {
    throw new Error(`${owner} fails '${name}': ${cause instanceof Error ? cause.message : cause}`, { cause });
  } finally {
    trial.dispose();
  }
  const more = tf.memory().numTensors - before;
  assert(more === 0, `${owner} fails '${name}': ${more} tensors are left when all is disposed.`);
}

async function fail(make: () => ZooOptimizer, name: CheckName, reason: string): Promise<void> {
  const fault = await pass(make, name).catch((error: Error) => error);
  assert(fault instanceof Error, `'${name}' holds, although it is excepted (${reason}); take the exception away.`);
}

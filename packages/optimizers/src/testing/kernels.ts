import * as tf from '@tensorflow/tfjs-core';
import { eagerStep } from '../kernels/eager.js';
import type { Step } from '../kernels/step.js';
import type { ZooOptimizer } from '../optimizer/optimizer.js';
import { partsOf } from '../optimizer/with-parts.js';
import { assertEqual, isExact } from './assert.js';
import type { Checks } from './check.js';
import { gradient, moderate, optionsOf, ordinary, programOf, Run, wild } from './run.js';
import type { Trial } from './trial.js';

/** A step as the optimizer takes it, beside the rule on tensors, with the same gradients. */
async function compare({ optimizer }: Trial, specials: readonly number[]): Promise<void> {
  const steps = stepsOf(optimizer);
  const options = optionsOf(optimizer);
  const { steps: own } = partsOf(optimizer.rule);
  const asTaken = (step: Step) => own?.make(step) ?? eagerStep(step);
  const taken = new Run(optimizer.rule, options, asTaken);
  const eager = new Run(optimizer.rule, options, hasKernel(optimizer) ? eagerStep : asTaken);
  for (let step = 1; step <= steps; step++) {
    const gradients = taken.shapes.map((shape) => gradient(shape, step, specials));
    taken.step(step, gradients);
    eager.step(step, gradients);
    tf.dispose(gradients);
    if (step % 10 === 0 || step < 5 || step === steps)
      assertEqual(await taken.state(), await eager.state(), `after ${step} steps`);
  }
  taken.dispose();
  eager.dispose();
}

/**
 * Enough for whatever the steps take turns in: writing in place by four, exported tensors by three, the special numbers by
 * six, or by thirteen where all are given. A rule without a kernel is compared with itself: that it runs at all is seen in two.
 */
function stepsOf(optimizer: ZooOptimizer): number {
  if (!hasKernel(optimizer)) return 2;
  return isExact() ? 20 : 12;
}

const hasKernel = (optimizer: ZooOptimizer) => programOf(optimizer).passes.length > 0;

/** The kernel and the rule are one. To the last bit on cpu and wasm; GPUs round otherwise and differ on NaN. */
export const kernels = {
  'its kernel equals its rule on tensors: ordinary numbers, zeros and denormals': (trial) =>
    compare(trial, isExact() ? ordinary : moderate),

  'its kernel equals its rule on tensors: NaN and infinities too': async (trial) => {
    if (isExact()) await compare(trial, wild);
  },
} satisfies Checks;

import * as tf from '@tensorflow/tfjs-core';
import { eagerStep } from '../kernels/eager.js';
import { fusedStep } from '../kernels/fused.js';
import { assertEqual, isExact } from './assert.js';
import type { Checks } from './check.js';
import { gradient, moderate, optionsOf, ordinary, programOf, Run, wild } from './run.js';
import type { Trial } from './trial.js';

/** A step as the optimizer takes it, beside the rule on tensors, with the same gradients. */
async function compare({ optimizer }: Trial, steps: number, specials: readonly number[]): Promise<void> {
  const options = optionsOf(optimizer);
  const taken = new Run(optimizer.rule, options, (step) => fusedStep(step) ?? eagerStep(step));
  const eager = new Run(optimizer.rule, options, eagerStep);
  for (let step = 1; step <= steps; step++) {
    const gradients = taken.shapes.map((shape) => gradient(shape, step, specials));
    taken.step(step, gradients);
    eager.step(step, gradients);
    tf.dispose(gradients);
    if (step % 10 === 0 || step < 5) assertEqual(await taken.state(), await eager.state(), `after ${step} steps`);
  }
  taken.dispose();
  eager.dispose();
}

/** A rule without a kernel is compared with itself: that it runs at all is seen in a few steps. */
const stepsOf = ({ optimizer }: Trial, steps: number) => (programOf(optimizer).passes.length > 0 ? steps : 2);

/** The kernel and the rule are one. To the last bit on cpu and wasm; GPUs round otherwise and differ on NaN. */
export const kernels = {
  'its kernel equals its rule on tensors: ordinary numbers, zeros and denormals': (trial) =>
    isExact() ? compare(trial, stepsOf(trial, 30), ordinary) : compare(trial, stepsOf(trial, 20), moderate),

  'its kernel equals its rule on tensors: NaN and infinities too': async (trial) => {
    if (isExact()) await compare(trial, stepsOf(trial, 30), wild);
  },
} satisfies Checks;

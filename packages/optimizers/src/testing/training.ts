import * as tf from '@tensorflow/tfjs-core';
import { kernelCount } from '../kernels/graph.js';
import { assert, assertEqual } from './assert.js';
import type { Checks } from './check.js';
import { programOf } from './run.js';

/** What minimize does. */
export const training = {
  async 'lowers the loss'(trial) {
    const before = await trial.lossNow();
    trial.steps(50);
    const after = await trial.lossNow();
    assert(after < before, `the loss is ${after} after 50 steps, but was ${before}.`);
  },

  'leaks nothing over 30 steps'(trial) {
    trial.steps(1);
    const { numTensors } = tf.memory();
    trial.steps(30);
    const more = tf.memory().numTensors - numTensors;
    assert(more === 0, `there are ${more} tensors more than after the first step.`);
  },

  async 'takes one kernel for each pass'(trial) {
    trial.steps(1);
    const { value, grads } = trial.optimizer.computeGradients(trial.loss);
    const { kernels } = await tf.profile(() => trial.optimizer.applyGradients(grads));
    tf.dispose([value, grads]);
    const [names, passes] = [kernels.map(({ name }) => name), kernelCount(programOf(trial.optimizer))];
    assert(
      names.length === passes && names.every((name) => name.startsWith('OptimizerZoo')),
      `a step runs the kernels ${names.join(', ') || '(none)'}, but should run one of the zoo's for each of ${passes} passes.`,
    );
  },

  async 'changes no slice, clone or earlier array of a parameter'(trial) {
    trial.steps(2);
    const views = tf.tidy(() =>
      trial.variables.flatMap((x) => {
        const flat = tf.reshape(x, [x.size]); // shares the buffer on every backend, which a clone does not
        return [x.clone(), flat, tf.slice(flat, 0, Math.min(2, x.size))];
      }),
    );
    const arrays = await Promise.all(trial.variables.map((x) => x.data()));
    const shown = async () => {
      const seen = await Promise.all(views.map((view) => view.data()));
      return Object.fromEntries([...seen, ...arrays].map((array, i) => [`view ${i}`, Array.from(array)]));
    };
    const before = await shown();
    trial.steps(3);
    assertEqual(await shown(), before, 'after three more steps');
    tf.dispose(views);
  },
} satisfies Checks;

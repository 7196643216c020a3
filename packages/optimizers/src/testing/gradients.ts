import * as tf from '@tensorflow/tfjs-core';
import { assertDiffers, assertEqual, assertFinite, tolerance } from './assert.js';
import type { Checks } from './check.js';
import { programOf } from './run.js';
import { flat } from './trial.js';

/** What is done with the gradients that come. */
export const gradients = {
  async 'zero gradients leave everything finite, and the same each time'(trial) {
    const twin = trial.twin();
    for (const { variables, optimizer } of [trial, twin]) {
      const level = () => tf.tidy(() => tf.add(tf.mul(0, tf.sum(flat(variables))), 1) as tf.Scalar);
      for (let step = 0; step < 5; step++) optimizer.minimize(level);
    }
    const state = await trial.state();
    assertFinite(state, 'after five gradients of zero');
    assertEqual(await twin.state(), state, 'after five gradients of zero, once more', 0);
  },

  async 'a null gradient leaves a variable and its state alone'(trial) {
    trial.steps(2);
    const [, , kept, moved] = trial.variables;
    const [keptBefore, movedBefore] = [await trial.state(kept), await trial.state(moved)];
    for (let step = 0; step < 10; step++) {
      trial.withGradients((grads) =>
        trial.optimizer.applyGradients({
          [kept.name]: null as unknown as tf.Tensor,
          [moved.name]: grads[moved.name],
        }),
      );
    }
    assertEqual(await trial.state(kept), keptBefore, 'a variable without a gradient', 0);
    assertDiffers(await trial.state(moved), movedBefore, 'the one with a gradient');
  },

  async 'a frozen variable keeps its state, and moves again when it is thawed'(trial) {
    const [, , frozen, moving] = trial.variables;
    trial.steps(3);
    const [before, movingBefore] = [await trial.state(frozen), await trial.state(moving)];
    frozen.trainable = false;
    trial.steps(10);
    assertEqual(await trial.state(frozen), before, 'after ten steps while frozen', 0);
    assertDiffers(await trial.state(moving), movingBefore, 'the other one');
    frozen.trainable = true;
    trial.steps(10);
    assertDiffers(await trial.state(frozen), before, 'after ten steps when thawed');
  },

  async 'gradients may come as a map or a list, in an order that changes'(trial) {
    const twin = trial.twin();
    for (let step = 0; step < 6; step++) {
      trial.withGradients((grads) => trial.optimizer.applyGradients(grads));
      twin.withGradients((grads) => {
        const list = twin.variables.map(({ name }) => ({ name, tensor: grads[name] }));
        twin.optimizer.applyGradients(step % 2 === 0 ? list.reverse() : list);
      });
    }
    const rounding = programOf(trial.optimizer).global ? 1e-6 : tolerance(); // a sum over all variables has an order
    assertEqual(await twin.state(), await trial.state(), 'with gradients in another order', rounding);
  },

  async 'a shape is a shape: elements fare the same in a vector and in four dimensions'(trial) {
    const [vector, deep] = [[6], [2, 1, 3, 1]].map((shape) => trial.twin({ shapes: [shape] }));
    vector.steps(10);
    deep.steps(10);
    assertEqual(await deep.state(), await vector.state(), 'in the shape [2, 1, 3, 1] instead of [6]');
  },
} satisfies Checks;

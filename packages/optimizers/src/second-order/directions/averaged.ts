import * as tf from '@tensorflow/tfjs-core';
import type { Slots } from '../../state/slots.js';
import type { Direction } from './direction.js';

/** m ← β m + (1 − β) d; m / (1 − β^t), with m in the slot of that name. */
export function averaged(slots: Slots, variables: readonly tf.Variable[], d: Direction, beta: number): Direction {
  const moving = variables.filter((_, i) => d[i]).map((param) => ({ param }));
  const states = slots.of(moving);
  slots.advance(states);
  const own = new Map(states.map((state) => [state.tensors.param, state]));
  return variables.map((variable, i) => {
    const state = own.get(variable);
    if (!state) return null;
    const m = state.tensors.m as tf.Variable;
    return tf.tidy(() => {
      m.assign(tf.add(tf.mul(m, beta), tf.mul(d[i]!, 1 - beta)));
      return tf.div(m, 1 - beta ** state.steps);
    });
  });
}

import * as tf from '@tensorflow/tfjs';
import type { Random, RandomSource } from '../index.js';

/** The formula that stands for random numbers in the reference files: element i of draw c. */
const phase = (c: number, i: number) => 12.9898 * (i + 1) + 78.233 * (c + 1) + 0.7391 * ((i + 1) * (i + 1) * (c + 1));

function from(first: number): Random {
  let c = first;
  const draw = (shape: readonly number[], value: (phase: number) => number) => {
    const values = Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, i) => value(phase(c, i)));
    c++;
    return tf.tensor(values, [...shape], 'float32');
  };
  return {
    normal: (shape) => draw(shape, (phase) => Math.sqrt(2) * Math.sin(phase)),
    rademacher: (shape) => draw(shape, (phase) => (Math.sin(phase) >= 0 ? 1 : -1)),
    uniform: () => {
      throw new Error('The reference files of gradient sources draw no uniform numbers.');
    },
  };
}

/** Draws are counted over a whole run. */
export function countedRandom(): RandomSource {
  const random = from(0);
  return () => random;
}

/** As `countedRandom` where each step makes one draw; but a step may be drawn again. */
export const repeatableRandom: RandomSource = (step) => from(step - 1);

/**
 * As `countedRandom`, with uniform numbers that have a count of their own. `order` says which the first draws of tensors
 * are, where the reference draws them in another order.
 */
export function injectedRandom(order: readonly number[] = []): RandomSource {
  let [draws, uniforms] = [0, 0];
  const draw = () => {
    const random = from(order[draws] ?? draws);
    draws++;
    return random;
  };
  return () => ({
    normal: (shape) => draw().normal(shape),
    rademacher: (shape) => draw().rademacher(shape),
    uniform: () => (0.5 + 0.618033988749895 * ++uniforms) % 1,
  });
}

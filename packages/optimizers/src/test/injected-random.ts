import * as tf from '@tensorflow/tfjs';
import type { Random, RandomSource } from '../index.js';

/** The formula that stands for random numbers in the reference files: element i of draw c. */
const phase = (c: number, i: number) => 12.9898 * (i + 1) + 78.233 * (c + 1) + 0.7391 * ((i + 1) * (i + 1) * (c + 1));

function from(first: number, order: readonly number[] = []): Random {
  let [draws, uniforms] = [first, 0];
  const draw = (shape: readonly number[], value: (phase: number) => number) => {
    const c = order[draws] ?? draws;
    const values = Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, i) => value(phase(c, i)));
    draws++;
    return tf.tensor(values, [...shape], 'float32');
  };
  return {
    normal: (shape) => draw(shape, (phase) => Math.sqrt(2) * Math.sin(phase)),
    rademacher: (shape) => draw(shape, (phase) => (Math.sin(phase) >= 0 ? 1 : -1)),
    uniform: () => (0.5 + 0.618033988749895 * ++uniforms) % 1,
  };
}

/** Draws are counted over a whole run. `order` says which the first of tensors are, where the reference has another order. */
export function countedRandom(order?: readonly number[]): RandomSource {
  const random = from(0, order);
  return () => random;
}

/** As `countedRandom` where each step makes one draw; but a step may be drawn again. */
export const repeatableRandom: RandomSource = (step) => from(step - 1);

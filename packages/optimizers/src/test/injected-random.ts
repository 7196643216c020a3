import * as tf from '@tensorflow/tfjs';
import type { RandomSource } from '../index.js';

/** The formula that stands for random numbers in the reference files: element i of draw c, counted over a whole run. */
const phase = (c: number, i: number) => 12.9898 * (i + 1) + 78.233 * (c + 1) + 0.7391 * ((i + 1) * (i + 1) * (c + 1));

/** Steps that make so many draws each; the first may make others. */
export function injectedRandom(draws: number, first = draws): RandomSource {
  return (step, draw = 0) => {
    let c = draw + (step === 1 ? 0 : first + (step - 2) * draws);
    const tensor = (shape: readonly number[], value: (phase: number) => number) => {
      const values = Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, i) => value(phase(c, i)));
      c++;
      return tf.tensor(values, [...shape], 'float32');
    };
    return {
      normal: (shape) => tensor(shape, (phase) => Math.sqrt(2) * Math.sin(phase)),
      rademacher: (shape) => tensor(shape, (phase) => (Math.sin(phase) >= 0 ? 1 : -1)),
      uniform: () => {
        throw new Error('The reference files of gradient sources draw no uniform numbers.');
      },
    };
  };
}

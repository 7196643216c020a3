import * as tf from '@tensorflow/tfjs';
import type { RandomSource } from '../index.js';

/**
 * The numbers of the reference trajectories: formulas in place of draws, one count over all steps. `order` says which the
 * first draws of tensors are, where the reference draws them in another order.
 */
export function injectedRandom(order: readonly number[] = []): RandomSource {
  let [draws, uniforms] = [0, 0];
  const draw = (shape: readonly number[], map: (sine: number) => number) => {
    const c = order[draws] ?? draws;
    draws++;
    const values = Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, i) =>
      map(Math.sin(12.9898 * (i + 1) + 78.233 * (c + 1) + 0.7391 * ((i + 1) * (i + 1) * (c + 1)))),
    );
    return tf.tensor(values, [...shape]);
  };
  return () => ({
    normal: (shape) => draw(shape, (sine) => Math.SQRT2 * sine),
    rademacher: (shape) => draw(shape, (sine) => (sine >= 0 ? 1 : -1)),
    uniform: () => (0.5 + 0.618033988749895 * ++uniforms) % 1,
  });
}

import type { RandomSource } from '../index.js';
import { injectedRandom } from './injected-random.js';

/**
 * The numbers of the reference files of optimizers that draw as they go: one count over all steps, and one of its own for
 * uniform numbers. `order` says which the first draws of tensors are, where the reference draws them in another order.
 */
export function countedRandom(order: readonly number[] = []): RandomSource {
  let [draws, uniforms] = [0, 0];
  const draw = () => {
    const place = order[draws] ?? draws;
    draws++;
    return injectedRandom(1)(1, place);
  };
  return () => ({
    normal: (shape) => draw().normal(shape),
    rademacher: (shape) => draw().rademacher(shape),
    uniform: () => (0.5 + 0.618033988749895 * ++uniforms) % 1,
  });
}

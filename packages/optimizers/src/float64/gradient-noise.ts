import { integer, number, readOptions } from '@optimizer-zoo/schedulers';
import type { Objective } from './objective.js';
import { seeded } from './random.js';

const options = { standardDeviation: number('[0, inf)'), seed: integer('[0, inf)', 0) };

/**
 * An objective of one array whose gradient is noisy, as that of a minibatch: to each element a normal number with mean 0 and
 * `standardDeviation` is added, by step and `seed` (0) alone. Values and products stay as they are.
 */
export function gradientNoise(
  objective: Objective,
  given: { readonly standardDeviation: number; readonly seed?: number },
): Objective {
  const { standardDeviation, seed } = readOptions('gradientNoise', options, given);
  const { gradient } = objective;
  if (!gradient) throw new Error('gradientNoise: the objective has no gradient.');
  const random = seeded(seed);
  return {
    ...objective,
    gradient(x, into, step) {
      const noise = random(step).normal(x.length);
      const exact = gradient.call(objective, x, into, step);
      return noise.map((value, i) => standardDeviation * value + exact[i]);
    },
  };
}

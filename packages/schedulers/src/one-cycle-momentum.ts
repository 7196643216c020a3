import { cycle, shape } from './one-cycle.js';
import { number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * The momentum that goes with `oneCycle`, down while the step size goes up: from `maxMomentum` to `baseMomentum` and
 * back, over the same steps. For `momentum`, or Adam's `beta1`. Defaults: `maxMomentum` 0.95, `baseMomentum` 0.85,
 * `pctStart` 0.3, `anneal` 'cosine', as in torch's OneCycleLR.
 */
export const oneCycleMomentum = defineSchedule(
  'oneCycleMomentum',
  { ...shape, maxMomentum: number('[0, 1]', 0.95), baseMomentum: number('[0, 1]', 0.85) },
  ({ maxMomentum, baseMomentum, ...rest }, t) => cycle(rest, [maxMomentum, baseMomentum, maxMomentum], t),
);

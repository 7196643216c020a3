import { defineObserver } from './observer.js';
import { checked, choice, integer, number, optional } from './options/index.js';

/** A metric may have become NaN: that is no improvement. */
const metric = checked<number>((value) => typeof value === 'number', 'a number');

/**
 * Lowers a value by `factor` once a metric has not improved for `patience` observations in a row:
 *
 *     value ← max(factor * value, minValue)
 *
 * and then waits for `cooldown` observations before it counts again. To improve is to pass the best so far by more
 * than `minDelta`, downwards with `mode` 'min', upwards with 'max'. `observe({ metric })` after each epoch, say.
 * Defaults: `factor` 0.1, `patience` 10, `minDelta` 0.0001, `cooldown` 0, `minValue` 0, `mode` 'min'. As Keras's
 * ReduceLROnPlateau; `patience` is one more than the same in torch.
 */
export const reduceOnPlateau = defineObserver('reduceOnPlateau', {
  options: {
    initialValue: number('(0, inf)'),
    factor: number('(0, 1)', 0.1),
    patience: integer('[0, inf)', 10),
    minDelta: number('[0, inf)', 1e-4),
    cooldown: integer('[0, inf)', 0),
    minValue: number('[0, inf)', 0),
    mode: choice('min', 'max'),
  },
  observes: { metric },
  state: {
    value: number('[0, inf)'),
    best: optional(metric),
    wait: integer('[0, inf)', 0),
    cooldownLeft: integer('[0, inf)', 0),
  },
  start: ({ initialValue }) => ({ value: initialValue, best: undefined, wait: 0, cooldownLeft: 0 }),
  observe({ value, best, wait, cooldownLeft }, { metric }, { factor, patience, minDelta, cooldown, minValue, mode }) {
    const sign = mode === 'min' ? 1 : -1;
    const left = Math.max(0, cooldownLeft - 1);
    if (Number.isFinite(metric) && (best === undefined || sign * metric < sign * best - minDelta)) {
      return { value, best: metric, wait: 0, cooldownLeft: left };
    }
    if (left > 0) return { value, best, wait: 0, cooldownLeft: left };
    const waited = wait + 1;
    if (waited < patience || value <= minValue) return { value, best, wait: waited, cooldownLeft: 0 };
    return { value: Math.max(factor * value, minValue), best, wait: 0, cooldownLeft: cooldown };
  },
  value: ({ value }) => value,
});

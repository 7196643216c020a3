import { number } from '@optimizer-zoo/schedulers';
import { atFirst } from '../rule/host-scalars.js';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * Keeps an exponential moving average of the weights beside them, to evaluate with:
 *
 *     a ← emaMomentum a + (1 − emaMomentum) x   after the step; a ← x after the first
 *
 * `optimizer.eval()` gives the variables the average, `optimizer.train()` the weights again; in `model.fit` the callback
 * `SwapEMAWeights` does. Training itself is not changed.
 * State: one slot of the variable's shape. Default: `emaMomentum` 0.99, as Keras's `use_ema`.
 * Polyak and Juditsky 1992, "Acceleration of Stochastic Approximation by Averaging".
 */
export const ema = defineWrapper({
  name: 'ema',
  reference: 'Polyak and Juditsky 1992',
  meansSteps: true,
  hyper: { emaMomentum: number('[0, 1)', 0.99, { belowOne: 10 }) },
  slots: ['average'],
  initial: ({ param }) => ({ average: param }),
  hostScalars: ({ emaMomentum }, step) => ({ retained: atFirst(step, 0, emaMomentum) }),
  update({ average, retained }, inner) {
    const results = inner.step();
    return { ...results, average: average.ema(results.param, retained) };
  },
  evaluateAt: ({ average }) => average,
});

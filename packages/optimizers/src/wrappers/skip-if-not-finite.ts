import { difference } from '../rule/host-scalars.js';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * Makes no step where some gradient holds a NaN or an infinity: weights, state and the step count of the optimizer stay
 * as they are, and `optimizer.globalState.skipped` counts it.
 *
 * State: one scalar, `globalState.skipped`, and one for each variable. As optax's apply_if_finite, without its limit.
 */
export const skipIfNotFinite = defineWrapper({
  name: 'skipIfNotFinite',
  reference: 'usage; as optax apply_if_finite',
  hyper: {},
  variableState: { missed: 0 },
  globalState: { skipped: 0 },
  clock: (step, { skipped = 0 }) => step - skipped,
  ownClock: (step, { missed = 0 }) => difference(step, missed),
  update({ grad: g, missed, skipped }, inner) {
    const allFinite = g.sub(g).globalSum().equal(0);
    return {
      ...inner.stepIf(allFinite),
      missed: missed.where(allFinite, missed.add(1)),
      skipped: skipped.where(allFinite, skipped.add(1)),
    };
  },
});

import { defineWrapper } from './wrapper.js';

/**
 * Makes no step where some gradient holds a NaN or an infinity: weights, state and the step count of the optimizer stay
 * as they are, and `optimizer.memory.skipped` counts it.
 *
 * State: one scalar, `memory.skipped`. As optax's apply_if_finite, without its limit.
 */
export const skipIfNotFinite = defineWrapper({
  name: 'skipIfNotFinite',
  reference: 'usage; as optax apply_if_finite',
  hyper: {},
  memory: { skipped: 0 },
  clock: (step, { skipped = 0 }) => step - skipped,
  update({ grad: g, skipped }, inner) {
    const allFinite = g.sub(g).globalSum().equal(0);
    return { ...inner.stepIf(allFinite), skipped: skipped.where(allFinite, skipped.add(1)) };
  },
});

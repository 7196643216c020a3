import { integer } from '../hyperparameters.js';
import { defineWrapper } from './wrapper.js';

/**
 * Makes one step of the optimizer from the mean of the gradients of k = `gradientAccumulationSteps` calls, as Keras's
 * `gradient_accumulation_steps`: a large batch in small pieces.
 *
 *     s ← s + g
 *     every k calls: the optimizer's step with the gradient s / k, and s ← 0
 *
 * In between neither weights nor state change. Schedules and bias corrections count the optimizer's steps, not calls. Wrap
 * it around other wrappers, so that these see whole gradients only. A rule that needs the loss sees the last call's.
 * State: one slot of the variable's shape and two scalars, `memory.accumulated` calls and `memory.updates` made. Default:
 * `gradientAccumulationSteps` 4.
 */
export const gradientAccumulation = defineWrapper({
  name: 'gradientAccumulation',
  reference: 'usage; as Keras 3',
  hyper: { gradientAccumulationSteps: integer(4, '[1, inf)') },
  slots: ['gradientSum'],
  memory: { accumulated: 0, updates: 0 },
  clock: (_, { updates = 0 }) => updates + 1,
  scalars: ({ gradientAccumulationSteps: k }, _, { accumulated = 0 }) => ({ isLast: Number(accumulated + 1 >= k) }),
  update({ grad: g, gradientSum, accumulated, updates, isLast }, inner) {
    const sum = gradientSum.add(g);
    const count = accumulated.add(1);
    const last = isLast.greater(0);
    return {
      ...inner.stepIf(last, { grad: sum.div(count) }),
      gradientSum: sum.where(isLast.equal(0), 0),
      accumulated: count.where(isLast.equal(0), 0),
      updates: updates.add(isLast),
    };
  },
});

import { integer } from '../hyperparameters.js';
import type { Value } from '../value.js';
import { defineWrapper } from './wrapper.js';

/**
 * Makes one step of the optimizer from the mean of k = `gradientAccumulationSteps` gradients, as Keras's
 * `gradient_accumulation_steps`: a large batch in small pieces.
 *
 *     s ← s + g
 *     every k gradients: the optimizer's step with the gradient s / k, and s ← 0
 *
 * In between neither weights nor state change. Each variable counts its own gradients, so two losses may take turns over
 * different variables; a rule that looks at all variables at once needs the gradients of all at each call. Bias
 * corrections count the steps of a variable; schedules count k calls as one step. Wrap it around other wrappers: around it
 * stand only those that are meant for each gradient, such as clipping. A rule that needs the loss sees the last call's.
 * State: one slot of the variable's shape and two scalars for each variable, and `memory.accumulated` calls and
 * `memory.updates` made. Default: `gradientAccumulationSteps` 4.
 */
export const gradientAccumulation = defineWrapper({
  name: 'gradientAccumulation',
  reference: 'usage; as Keras 3',
  hyper: { gradientAccumulationSteps: integer(4, '[1, inf)') },
  slots: ['gradientSum'],
  scalarSlots: { summed: 0, applied: 0 },
  memory: { accumulated: 0, updates: 0 },
  accumulates: true,
  clock: (_, { updates = 0 }) => updates + 1,
  ownClock: (_, { applied = 0 }) => applied + 1,
  astray: ({ summed }, { accumulated = 0 }) =>
    summed === accumulated ? undefined : 'has had a gradient at some calls only, but gradients are gathered together',
  update({ grad: g, gradientSum, summed, applied, accumulated, updates, gradientAccumulationSteps: k }, inner) {
    const sum = gradientSum.add(g);
    const own = counted(summed, applied, k);
    const all = counted(accumulated, updates, k);
    return {
      ...inner.stepIf(own.isLast, { grad: sum.div(own.count) }, all.isLast),
      gradientSum: sum.where(own.isLast.logicalNot(), 0),
      summed: own.left,
      applied: own.steps,
      accumulated: all.left,
      updates: all.steps,
    };
  },
});

/** One gradient more of the k that a step takes. */
function counted(gathered: Value, steps: Value, k: Value) {
  const count = gathered.add(1);
  const isLast = count.greaterEqual(k);
  return { count, isLast, left: count.where(isLast.logicalNot(), 0), steps: steps.add(1).where(isLast, steps) };
}

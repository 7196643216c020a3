import { integer } from '@optimizer-zoo/schedulers';
import { sum } from '../rule/host-scalars.js';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * Makes one step of the optimizer from the mean of k = `gradientAccumulationSteps` gradients, as Keras's
 * `gradient_accumulation_steps`: a large batch in small pieces.
 *
 *     s ← s + g
 *     every k gradients: the optimizer's step with the gradient s / k, and s ← 0
 *
 * In between neither weights nor state change. Each variable counts its own gradients, so two losses may take turns over
 * different variables. A rule that keeps a number for all variables counts calls instead, and needs the gradients of all at
 * the call that makes the step. Bias corrections count the steps of a variable; schedules count k calls as one step. Wrap it
 * around other wrappers: around it stand only those that are meant for each gradient, such as clipping. A rule that needs
 * the loss sees the last call's.
 * State: one slot of the variable's shape and two scalars for each variable, and `globalState.accumulated` calls and
 * `globalState.updates` made. Default: `gradientAccumulationSteps` 4.
 */
export const gradientAccumulation = defineWrapper({
  name: 'gradientAccumulation',
  reference: 'usage; as Keras 3',
  hyper: { gradientAccumulationSteps: integer('[1, inf)', 4) },
  slots: ['gradientSum'],
  variableState: { summed: 0, applied: 0 },
  globalState: { accumulated: 0, updates: 0 },
  accumulates: true,
  clock: (_, { updates = 0 }) => updates + 1,
  ownClock: (_, { applied = 0 }) => sum(applied, 1),
  astray: ({ summed, gradientAccumulationSteps: k }) =>
    summed < 2 * k - 1 ? undefined : `has had ${summed} gradients, but none at a call that makes a step`,
  update({ grad: g, gradientSum, summed, applied, accumulated, updates, gradientAccumulationSteps: k }, inner) {
    const sum = gradientSum.add(g);
    const [count, calls] = [summed.add(1), accumulated.add(1)];
    const isLastCall = calls.greaterEqual(k);
    const isLast = inner.looksAtAll ? isLastCall : count.greaterEqual(k);
    return {
      ...inner.stepIf(isLast, { grad: sum.div(count) }),
      gradientSum: sum.where(isLast.logicalNot(), 0),
      summed: count.where(isLast.logicalNot(), 0),
      applied: applied.add(1).where(isLast, applied),
      accumulated: calls.where(isLastCall.logicalNot(), 0),
      updates: updates.add(1).where(isLastCall, updates),
    };
  },
});

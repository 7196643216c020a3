import { choice, integer, number, show } from '@optimizer-zoo/schedulers';
import type { ZooOptimizer } from '../optimizer/optimizer.js';
import { computed } from '../rule/host-scalars.js';
import type { Value } from '../rule/value.js';
import { defineWrapper, type Inner, type Results } from '../rule/wrapper.js';

const shared = {
  reference: 'Zhang, Lucas, Hinton and Ba 2019, arXiv:1907.08610',
  meansSteps: true,
  hyper: { syncPeriod: integer('[1, inf)', 6), slowStepSize: number('(0, 1]', 0.5) },
  initial: ({ param }: { readonly param: Value }) => ({ slow: param }),
  hostScalars: ({ syncPeriod: k }: { syncPeriod: number }, step: number) => ({
    isSync: computed([k, step], (period, t) => Number(t % period === 0)),
  }),
};

type Values = { readonly [K in 'slow' | 'slowStepSize' | 'isSync']: Value };

function synchronized({ slow, slowStepSize: a, isSync }: Values, { param: fast, ...state }: Results) {
  const merged = fast.ema(slow, a);
  const sync = isSync.greater(0);
  return { ...state, param: merged.where(sync, fast), slow: merged.where(sync, slow) };
}

const none = defineWrapper({
  ...shared,
  name: 'lookahead',
  slots: ['slow'],
  update: (values, inner) => synchronized(values, inner.step()),
});

const reset = defineWrapper({
  ...shared,
  name: 'lookaheadReset',
  slots: ['slow'],
  update(values, inner) {
    const { b, ...results } = stepWithMomentum(inner);
    return { ...synchronized(values, results), [inner.rule.momentumSlot!]: b.where(values.isSync.equal(0), 0) };
  },
});

const pullback = defineWrapper({
  ...shared,
  name: 'lookaheadPullback',
  slots: ['slow', 'slowMomentum'],
  update(values, inner) {
    const { slowMomentum, slowStepSize: a, isSync } = values;
    const { b, ...results } = stepWithMomentum(inner);
    const sync = isSync.greater(0);
    const pulled = b.ema(slowMomentum, a);
    return {
      ...synchronized(values, results),
      [inner.rule.momentumSlot!]: pulled.where(sync, b),
      slowMomentum: pulled.where(sync, slowMomentum),
    };
  },
});

/** The wrapped step, with its momentum as b. */
function stepWithMomentum(inner: Inner): Results & { readonly b: Value } {
  const { name, momentumSlot } = inner.rule;
  if (momentumSlot === undefined) {
    throw new Error(`lookahead: pullbackMomentum must be 'none' for ${name}, which has no heavy-ball momentum.`);
  }
  const results = inner.step();
  return { ...results, b: results[momentumSlot] };
}

const modes = { none, reset, pullback };

/** Options of `lookahead`. */
export type LookaheadOptions = NonNullable<Parameters<typeof none>[1]> & {
  pullbackMomentum?: keyof typeof modes | undefined;
};

/**
 * k steps forward, one step back. Every `syncPeriod` steps the slow weights s go a part of the way to the fast ones x
 * that the optimizer makes, and these start again from there, a = `slowStepSize`:
 *
 *     s ← a x + (1 − a) s,   x ← s              every syncPeriod steps
 *
 * `pullbackMomentum` says what becomes of a heavy-ball momentum b then: 'none' keeps it, 'reset' makes it zero,
 * 'pullback' treats it as the weights (b̄ ← a b + (1 − a) b̄, b ← b̄; in the authors' code b̄ is another name of b from the
 * second time on).
 * State: one slot of the variable's shape, two for 'pullback'. Defaults: `syncPeriod` 6, `slowStepSize` 0.5 (as TensorFlow
 * Addons; 5 and 0.8 in the authors' code), `pullbackMomentum` 'none'.
 * Zhang, Lucas, Hinton and Ba 2019, "Lookahead Optimizer: k steps forward, 1 step back", arXiv:1907.08610.
 *
 * @throws if 'reset' or 'pullback' is asked of a rule without heavy-ball momentum (Adam's m is none).
 */
export const lookahead = Object.assign(
  (optimizer: ZooOptimizer, { pullbackMomentum = 'none', ...options }: LookaheadOptions = {}): ZooOptimizer => {
    if (Object.hasOwn(modes, pullbackMomentum)) return modes[pullbackMomentum](optimizer, options);
    throw new Error(
      `lookahead: pullbackMomentum is ${show(pullbackMomentum)}, but must be one of ${Object.keys(modes).map(show).join(', ')}.`,
    );
  },
  { wrapper: none.wrapper, choosing: { pullbackMomentum: choice('none', 'reset', 'pullback') } },
);

import { choice, integer, number } from '@optimizer-zoo/schedulers';
import { computed } from '../rule/host-scalars.js';
import type { Value } from '../rule/value.js';
import { defineWrapper, type Inner } from '../rule/wrapper.js';

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
export const lookahead = defineWrapper({
  name: 'lookahead',
  reference: 'Zhang, Lucas, Hinton and Ba 2019, arXiv:1907.08610',
  meansSteps: true,
  hyper: {
    syncPeriod: integer('[1, inf)', 6, { among: [3, 6, 12] }),
    slowStepSize: number('(0, 1]', 0.5, { between: [0.2, 1] }),
    pullbackMomentum: choice('none', 'reset', 'pullback'),
  },
  slots: ['slow', 'slowMomentum'],
  onlyIf: { slowMomentum: ({ pullbackMomentum }) => pullbackMomentum === 'pullback' },
  initial: ({ param }) => ({ slow: param }),
  hostScalars: ({ syncPeriod }, step) => ({
    isSync: computed([syncPeriod, step], (k, t) => Number(t % k === 0)),
  }),
  update({ slow: s, slowMomentum: bBar, slowStepSize: a, isSync, pullbackMomentum }, inner) {
    const sync = isSync.greater(0);
    const { param: fast, ...state } = inner.step();
    const merged = fast.ema(s, a);
    const weights = { param: merged.where(sync, fast), slow: merged.where(sync, s) };
    if (pullbackMomentum === 'none') return { ...state, ...weights };
    const slot = momentumOf(inner, state);
    const b = state[slot];
    if (!bBar) return { ...state, ...weights, [slot]: b.where(isSync.equal(0), 0) };
    const pulled = b.ema(bBar, a);
    return { ...state, ...weights, [slot]: pulled.where(sync, b), slowMomentum: pulled.where(sync, bBar) };
  },
});

function momentumOf({ rule: { name, momentumSlot } }: Inner, state: Readonly<Record<string, Value>>): string {
  if (momentumSlot !== undefined && state[momentumSlot] !== undefined) return momentumSlot;
  throw new Error(`lookahead: pullbackMomentum must be 'none' for ${name}, which has no heavy-ball momentum.`);
}

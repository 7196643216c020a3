import { number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Half a cosine down, again and again from the top: each period lasts `tMul` times as long as the one before and
 * starts `mMul` times as high. In period i, of which the share p is over:
 *
 *     initialValue * (alpha + (1 - alpha) * mMul^i * (1 + cos(pi p)) / 2)
 *
 * Defaults: `tMul` 2, `mMul` 1, `alpha` 0, as in Keras's CosineDecayRestarts; with `mMul` 1 also torch's
 * CosineAnnealingWarmRestarts. `tMul` is at least 1, `mMul` lies in (0, 1].
 * Loshchilov and Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", arXiv:1608.03983, equation 5.
 */
export const cosineDecayRestarts = defineSchedule(
  'cosineDecayRestarts',
  {
    initialValue: number('(-inf, inf)'),
    firstDecaySteps: number('[1, inf)'),
    tMul: number('[1, inf)', 2),
    mMul: number('(0, 1]', 1),
    alpha: number('[0, 1]', 0),
  },
  ({ initialValue, firstDecaySteps, tMul, mMul, alpha }, t) => {
    const { index, share } = period(t / firstDecaySteps, tMul);
    return initialValue * (alpha + (1 - alpha) * mMul ** index * ((1 + Math.cos(Math.PI * share)) / 2));
  },
);

/** The period that `time` falls into, and the share of it that is over; the first one lasts 1, and they grow by `ratio`. */
function period(time: number, ratio: number): { index: number; share: number } {
  if (ratio === 1) return { index: Math.floor(time), share: time % 1 };
  const start = (index: number) => Math.expm1(index * Math.log(ratio)) / (ratio - 1);
  let index = Math.floor(Math.log1p(time * (ratio - 1)) / Math.log(ratio));
  if (time >= start(index + 1) * (1 - 1e-12)) index++; // a period's first step, but for rounding
  return { index, share: Math.min(Math.max(0, (time - start(index)) / ratio ** index), 1) };
}

import { integer, number } from '@optimizer-zoo/schedulers';
import { computed } from '../rule/host-scalars.js';

// What the schedule-free optimizers share: the weight of each iterate in the average x.

export const averaging = {
  warmupSteps: integer('[0, inf)', 0),
  r: number('(-inf, inf)', 0),
  weightLrPower: number('[0, inf)', 2),
};

/** Sum of the weights so far, and the largest learning rate. */
export const averagingScalars = { weightSum: 0, largestRate: 0 };

interface Settings {
  readonly learningRate: number;
  readonly warmupSteps: number;
  readonly r: number;
  readonly weightLrPower: number;
}

/** γ, the learning rate after warm-up; the weight of this step's iterate; and its share c of the average. */
export function averagingAt(
  { learningRate, warmupSteps, r, weightLrPower }: Settings,
  step: number,
  { weightSum = 0, largestRate = 0 }: { readonly weightSum?: number; readonly largestRate?: number },
) {
  const gamma = computed(
    [learningRate, warmupSteps, step],
    (eta, steps, t) => eta * Math.min(1, t / Math.max(1, steps)),
  );
  const largestNow = computed([largestRate, gamma], Math.max);
  const weight = computed([step, r, largestNow, weightLrPower], (t, r, rate, power) => t ** r * rate ** power);
  const c = computed([weight, weightSum], (now, before) => (before + now === 0 ? 0 : now / (before + now)));
  return { gamma, largestNow, weight, c };
}

import { integer, number } from '@optimizer-zoo/schedulers';

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
  const gamma = learningRate * Math.min(1, step / Math.max(1, warmupSteps));
  const largestNow = Math.max(largestRate, gamma);
  const weight = step ** r * largestNow ** weightLrPower;
  const total = weightSum + weight;
  return { gamma, largestNow, weight, c: total === 0 ? 0 : weight / total };
}

import { gradientCost } from '../run/machine.js';
import type { Unit } from '../study/budget.js';
import type { RunRecord } from '../study/run-record.js';

/** Where the points of a run's curve lie on the axis of what a budget counts. */
export function along({ curve, spent }: Pick<RunRecord, 'curve' | 'spent'>, unit: Unit): readonly number[] {
  if (unit === 'steps' || !spent) return curve.map(([step]) => step);
  if (unit === 'seconds') return spent.seconds;
  return spent.losses.map((losses, i) =>
    gradientCost({ losses, gradients: spent.gradients[i], products: spent.products[i] }),
  );
}

import type { Unit } from '../study/budget.js';
import { type Effort, ecdfArea } from './statistics/effort.js';
import { extentOf } from './statistics.js';
import { targets } from './targets.js';

/** What one run says of an optimizer on a task: statistics are made of these, and intervals of these drawn again. */
export interface Sample {
  /** `measure` at the end; Infinity if it diverged. */
  readonly final: number;
  readonly isLost: boolean;
  /** Share of the way down that is left at the end, from 1e-8 to 10; 10 if it diverged. */
  readonly left: number;
  readonly efforts: Readonly<Pick<Record<Unit, Effort>, 'gradients'> & Partial<Record<Unit, Effort>>>;
  /** Area under the ECDF of its targets in gradient evaluations, up to the most that any run of the task spent. */
  readonly area: number;
  readonly secondsPerStep: number;
  readonly heldOut?: Generalization;
}

/** The end on data that no step sees. */
export interface Generalization {
  readonly objective: number;
  /** Held-out minus training objective. */
  readonly gap: number;
  readonly accuracy?: number;
}

/** The samples of all optimizers of a task, with their areas. */
export function withAreas<Each extends Omit<Sample, 'area'>>(
  samples: readonly (readonly Each[])[],
): (Each & Pick<Sample, 'area'>)[][] {
  const totals = samples.flatMap((own) => own.map(({ efforts }) => efforts.gradients.total));
  const span = [1, Math.max(1, extentOf(totals)[1])] as const;
  const area = ({ efforts }: Each) => ecdfArea([efforts.gradients], targets.length, span);
  return samples.map((own) => own.map((sample) => ({ ...sample, area: area(sample) })));
}

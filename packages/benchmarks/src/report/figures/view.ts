import type { Unit } from '../../study/budget.js';
import { mainTarget } from '../targets.js';

/** What a reader has chosen. */
export interface View {
  /** What curves are read against; each problem's budget unless chosen. */
  readonly unit?: Unit;
  readonly log: { readonly x: boolean; readonly y: boolean };
  /** The target of the profiles. */
  readonly target: number;
  /** Optimizers and tasks that are left out, by place. */
  readonly without: ReadonlySet<number>;
  readonly withoutTasks: ReadonlySet<number>;
  /** Two optimizers that a performance profile compares alone. */
  readonly pair?: readonly [number, number];
  /** What is seen of the x axis, by figure. */
  readonly zoom: Readonly<Record<string, readonly [number, number]>>;
}

export const defaultView: View = {
  log: { x: false, y: true },
  target: mainTarget,
  without: new Set(),
  withoutTasks: new Set(),
  zoom: {},
};

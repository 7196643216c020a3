import type { Unit } from '../../study/budget.js';
import type { Extent } from '../log-axis.js';
import { mainTarget } from '../targets.js';

/** A part of a figure: what is seen of its axes, where that is not all. */
export interface Window {
  readonly x?: Extent;
  readonly y?: Extent;
}

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
  /** What is seen, by figure. */
  readonly zoom: Readonly<Record<string, Window>>;
}

export const defaultView: View = {
  log: { x: false, y: true },
  target: mainTarget,
  without: new Set(),
  withoutTasks: new Set(),
  zoom: {},
};

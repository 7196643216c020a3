import type { Schedule } from '@optimizer-zoo/schedulers';

/** One line of a panel: a value for each step, from the first. */
export interface Curve {
  readonly label: string;
  readonly values: readonly number[];
}

/** A schedule as the gallery shows it. */
export interface Panel {
  readonly name: string;
  readonly formula: string;
  readonly source: string;
  readonly curves: readonly Curve[];
}

/** Panels that belong together. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly panels: readonly Panel[];
}

const shown = 120;

/** The first steps of a schedule. */
export const draw = (label: string, schedule: Schedule, steps = shown): Curve => ({
  label,
  values: Array.from({ length: steps }, (_, t) => schedule(t + 1)),
});

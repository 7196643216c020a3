import { type Unit, unitOf } from '../../study/budget.js';
import type { RunRecord } from '../../study/run-record.js';
import { along } from '../along.js';
import { extentOf, median } from '../statistics.js';
import type { Task } from '../tasks.js';
import type { Curve } from './page-data.js';

/** A run's values, and at which points of its curve they were read: at each, unless told. */
export interface Course {
  readonly values: readonly number[];
  readonly points?: readonly number[];
}

type CourseOf = (run: RunRecord) => Course;

/**
 * Median, lowest and highest over seeds at each point (these two of the seeds that are finite), as far as the median is.
 * Between its points a run stands where it was, and at its end it stays, unless it has diverged.
 */
export function curveOf(task: Task, runs: readonly RunRecord[], courseIn: CourseOf, unit: Unit, most: number): Curve {
  const courses = runs.map((run) => courseOf(run, courseIn(run), unit));
  const spots = [...new Set(courses.flatMap(({ at }) => at))].sort((a, b) => a - b);
  const limit = task.budget[unit];
  if (limit !== undefined && spots.length > 0 && spots.at(-1)! < limit) spots.push(limit);
  const points = thinned(spots, most).map((at) => {
    const values = courses.map((course) => course.valueAt(at));
    const [low, high] = extentOf(values.filter(Number.isFinite));
    return { at, low, middle: median(values), high };
  });
  const lost = points.findIndex(({ middle }) => !Number.isFinite(middle));
  const kept = lost < 0 ? points : points.slice(0, lost);
  const column = (name: keyof (typeof points)[0]) => kept.map((point) => shorten(point[name]));
  return {
    at: column('at'),
    middle: column('middle'),
    ...(runs.length > 1 && { low: column('low'), high: column('high') }),
  };
}

/** A run as a function of what was spent, to be asked from left to right. */
function courseOf(run: RunRecord, { values, points }: Course, unit: Unit) {
  const whole = along(run, unit);
  const end = whole.at(-1) ?? 0;
  const at = points?.map((point) => whole[point]) ?? whole;
  let index = 0;
  const valueAt = (spot: number): number => {
    if (run.status !== 'ok' && spot > end) return Number.POSITIVE_INFINITY;
    while (index + 1 < at.length && at[index + 1] <= spot) index++;
    return values[index] ?? Number.POSITIVE_INFINITY;
  };
  return { at, valueAt };
}

/** So many of the first points are always among them: on a logarithmic axis they take most of the room. */
const first = 6;

/** The first ones, and `most` in all, evenly, the last among them. */
function thinned(spots: readonly number[], most: number): readonly number[] {
  if (spots.length <= most) return spots;
  const stride = (spots.length - 1 - first) / (most - 1 - first);
  const rest = Array.from({ length: most - first }, (_, index) => spots[first + Math.round(index * stride)]);
  return [...spots.slice(0, first), ...rest];
}

const shorten = (value: number) => Number(value.toPrecision(4));

/** The axes on which runs can be drawn: those from before costs were counted have steps alone. */
export const axesOf = (task: Task, runs: readonly RunRecord[], isLarge: boolean): Unit[] => {
  const own = unitOf(task.budget);
  if (isLarge || runs.some(({ spent }) => !spent)) return [own];
  return ['steps', 'gradients', 'seconds'];
};

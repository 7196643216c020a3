import { type Problem, type ProblemConfig, problemFrom } from '@optimizer-zoo/testbed';
import { contours } from 'd3-contour';
import { logHeights } from '../report/log-heights.js';
import { extentOf } from '../report/statistics.js';
import { gridPath } from './grid-path.js';
import { type Frame, landscapeKey } from './race.js';

/** Regions above heights, even in the logarithm of the loss, each as the path of an SVG, in units of the grid divided by `fineness`. */
export interface Contours {
  readonly frame: Frame;
  /** Of which landscape. */
  readonly key: string;
  /** Points of the grid across and up. */
  readonly size: readonly [number, number];
  readonly paths: readonly string[];
}

/** What decides contours beside the problem. */
interface Wanted {
  readonly frame: Frame;
  readonly size: readonly [number, number];
  /** Where the heights are taken from, so that shades stay as they are while the plane is moved. */
  readonly heightsOf: Frame;
  readonly levels?: number;
}

/** How much of the range is added to a height before its logarithm is taken. */
const floor = 1e-5;
const coarse = [61, 61] as const;

/** The contours of a problem. Row 0 of the grid is the top. */
export function contoursOf(config: ProblemConfig, { frame, size, heightsOf, levels = 18 }: Wanted): Contours {
  const problem = problemFrom(config);
  const range = rangeOf(problem, heightsOf);
  const [low, high] = range;
  const values = valuesOn(problem, frame, size).map((value) =>
    Number.isNaN(value) ? high : Math.min(high, Math.max(low, value)),
  );
  const heights = logHeights(values, range, floor);
  const [from, most] = logHeights(range, range, floor) as [number, number];
  const thresholds = Array.from({ length: levels }, (_, index) => from + ((most - from) * (index + 0.5)) / levels);
  const found = contours()
    .size([...size])
    .thresholds(thresholds)(heights);
  return { frame, key: landscapeKey(config), size, paths: found.map(({ coordinates }) => gridPath(coordinates)) };
}

/** From the lowest value, the known minimum if it is lower, to the highest. */
function rangeOf(problem: Problem, frame: Frame): [number, number] {
  const [lowest, highest] = extentOf(valuesOn(problem, frame, coarse).filter(Number.isFinite));
  return [Math.min(lowest, problem.minimum?.value ?? lowest), highest];
}

function valuesOn({ surface }: Problem, [left, right, bottom, top]: Frame, [width, height]: readonly [number, number]) {
  const values = new Float64Array(width * height);
  for (let row = 0, at = 0; row < height; row++) {
    const y = top + ((bottom - top) * row) / (height - 1);
    for (let column = 0; column < width; column++) {
      values[at++] = surface!.value(left + ((right - left) * column) / (width - 1), y);
    }
  }
  return values;
}

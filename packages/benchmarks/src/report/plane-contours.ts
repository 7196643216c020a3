import * as Plot from '@observablehq/plot';
import type { Slice2d } from '@optimizer-zoo/optimizers/landscape';
import type { Cell } from '../export/columns.js';
import { formatNumber } from './format.js';
import { logHeights } from './log-heights.js';
import { extentOf } from './statistics.js';

const rangeOf = ({ values }: Slice2d) => extentOf(values.flat().filter(Number.isFinite));

/** The axes of a plane, from edge to edge of its grid. */
export const planeAxes = ({ x, y }: Slice2d, [first, second]: readonly [string, string]): Plot.PlotOptions => ({
  x: { domain: [x[0], x.at(-1)!], label: `${first} →`, ticks: 5 },
  y: { domain: [y[0], y.at(-1)!], label: `↑ ${second}`, ticks: 5 },
});

/** Contours of the loss on a grid; the levels are even in the logarithm of the height above the lowest. */
export function planeContours(plane: Slice2d, shades: Plot.ContourOptions): Plot.Markish {
  const { x, y, values } = plane;
  const [low, high] = rangeOf(plane);
  const heights = logHeights(values.flat(), [low, high]);
  const [halfX, halfY] = [x, y].map(([from, to]) => (to - from) / 2);
  return Plot.contour(heights, {
    width: x.length,
    height: y.length,
    x1: x[0] - halfX,
    x2: x.at(-1)! + halfX,
    y1: y[0] - halfY,
    y2: y.at(-1)! + halfY,
    clip: true,
    ...shades,
  });
}

/** The grid, as a table. */
export const planeRows = ({ x, y, values }: Slice2d): Cell[][] => [
  ['x', 'y', 'objective'],
  ...y.flatMap((b, row) =>
    x.map((a, column) => [a, b, Number.isFinite(values[row][column]) ? values[row][column] : undefined]),
  ),
];

/** What a caption says of the contours. */
export const heightsNote = (plane: Slice2d): string =>
  `From ${rangeOf(plane)
    .map((value) => formatNumber(value))
    .join(' to ')}, the stronger the shade, the higher, in even steps of the logarithm.`;

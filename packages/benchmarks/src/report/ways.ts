import * as Plot from '@observablehq/plot';
import type { Cell } from '../export/columns.js';
import { document } from './chart.js';
import type { Look } from './palette.js';

/** How large a plane with ways is drawn. */
export const waySize = { width: 570, height: 400, marginLeft: 36, marginRight: 8, marginTop: 8, marginBottom: 26 };
export type WaySize = typeof waySize;

/** What an optimizer did in a plane, point by point, evenly in what its budget counts. */
export interface Way {
  readonly label: string;
  readonly points: readonly (readonly number[])[];
  readonly look: Look;
  /** The share of the budget after which it ended. */
  readonly used: number;
  /** Whether it led nowhere finite: then it has no end. */
  readonly isLost: boolean;
}

/** A line with a rim, and its end: in one group, so that they can be moved together. */
export const wayMark =
  ({ label, points, look: { color, dash, className }, used, isLost }: Way, strokeWidth: number): Plot.Markish =>
  (_index: number[], { x, y }: Plot.ScaleFunctions) => {
    const pixels = points.map(([a, b]) => [x!(a), y!(b)].map((at) => Number(at.toFixed(1))));
    const line = { d: `M${pixels.join('L')}`, fill: 'none', 'stroke-linejoin': 'round' };
    const [cx, cy] = pixels.at(-1)!;
    return draw('g', { class: className, 'data-used': used }, [
      draw('path', { ...line, stroke: 'var(--panel)', 'stroke-width': strokeWidth + 2, 'stroke-opacity': 0.7 }),
      draw('path', { ...line, stroke: color, 'stroke-width': strokeWidth, 'stroke-dasharray': dash }, [
        draw('title', {}, [label]),
      ]),
      ...(isLost ? [] : [draw('circle', { cx, cy, r: 4, fill: color, stroke: 'var(--panel)' })]),
    ]);
  };

/** The points of ways, as a table. */
export const wayRows = (ways: readonly Way[]): Cell[][] => [
  ['optimizer', 'x', 'y'],
  ...ways.flatMap(({ label, points }) => points.map(([x, y]) => [label, x, y])),
];

/** Where all ways begin. */
export const wayStart = ({ points }: Way): Plot.Markish =>
  Plot.dot(points.slice(0, 1) as [number, number][], { r: 4, stroke: 'currentColor', strokeWidth: 2, fill: 'var(--panel)', clip: true }); // biome-ignore format: one line

/** Contours in the reports' manner: shades add up towards the heights. */
export const heightShades = {
  thresholds: 14,
  fill: 'currentColor',
  fillOpacity: 0.024,
  stroke: 'var(--panel)',
  strokeWidth: 0.5,
} as const;

/** Marks within the frame alone. */
export const framed =
  (
    id: string,
    marks: readonly Plot.Markish[],
    { width, height, marginLeft, marginRight, marginTop, marginBottom }: WaySize,
  ): Plot.Markish =>
  (...given: unknown[]) => {
    const [x, y] = [marginLeft, marginTop];
    const frame = { x, y, width: width - x - marginRight, height: height - y - marginBottom };
    const clip = draw('clipPath', { id }, [draw('rect', frame)]);
    return draw('g', { 'clip-path': `url(#${id})` }, [clip, ...marks.map((mark) => (mark as (...given: unknown[]) => SVGElement)(...given))]); // biome-ignore format: one line
  };

export function draw(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly (Node | string)[] = [],
): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...(children as Node[]));
  return element;
}

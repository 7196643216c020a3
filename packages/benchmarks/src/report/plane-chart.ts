import * as Plot from '@observablehq/plot';
import type { Slice2d } from '@optimizer-zoo/optimizers/landscape';
import { chart, figure } from './chart.js';
import { type Html, html } from './html.js';
import { heightsNote, planeAxes, planeContours, planeRows } from './plane-contours.js';

const square = { width: 520, height: 440, marginLeft: 40, marginRight: 16, marginTop: 28, marginBottom: 46 };

/** A heat map with contours. */
export function planeChart(id: string, caption: Html, plane: Slice2d): Html {
  const drawing = chart('The objective on a plane.', {
    ...square,
    ...planeAxes(plane, ['first direction', 'second direction']),
    marks: [
      planeContours(plane, {
        thresholds: 18,
        fill: 'var(--accent)',
        fillOpacity: 0.055,
        stroke: 'var(--panel)',
        strokeWidth: 0.6,
      }),
      Plot.text([[0, 0]], { text: () => '+', fontSize: 22, fill: 'currentColor' }),
    ],
  });
  return figure(html`${caption} ${heightsNote(plane)}`, drawing, { id, rows: planeRows(plane) });
}

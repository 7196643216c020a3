import type { Paths } from '../landscape/paths.js';
import { chart, figure } from './chart.js';
import { formatPercent } from './format.js';
import { type Html, html } from './html.js';
import type { Looks } from './palette.js';
import { heightsNote, planeAxes, planeContours } from './plane-contours.js';
import { framed, heightShades, wayMark, wayRows, waySize, wayStart } from './ways.js';

const size = { ...waySize, marginLeft: 44, marginTop: 28, marginBottom: 46 };

/** The paths on the plane of their principal components. */
export function pathsFigure({ runs, ways, shares, plane }: Paths, looks: Looks): Html {
  const drawn = runs.map(({ label }, i) => ({
    label,
    points: ways[i],
    look: looks.get(label)!,
    used: 1,
    isLost: false,
  }));
  const [first, second] = shares.map(formatPercent);
  const drawing = chart('Paths of all optimizers in the plane of their first two principal components.', {
    ...size,
    ...planeAxes(plane, [`first component, ${first} of the variance`, `second component, ${second}`]),
    marks: [planeContours(plane, heightShades), framed('frame-paths', drawn.map((way) => wayMark(way, 2)), size), wayStart(drawn[0])], // biome-ignore format: one line
  });
  const caption = html`<strong>Paths</strong> from one start (○ start, ● end). ${heightsNote(plane)}`;
  return figure(caption, drawing, { id: 'paths', className: 'ways', rows: wayRows(drawn) });
}

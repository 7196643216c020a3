import { chart } from '../chart.js';
import type { PageData } from '../data/page-data.js';
import { lineOptions } from '../figures/draw-lines.js';
import { plotOf } from '../figures/figures.js';
import { mostFront } from '../figures/line-plot.js';
import { defaultView } from '../figures/view.js';
import { plural } from '../format.js';
import { type Html, html } from '../html.js';

/** A figure as it is without a script; with one it is drawn again from the page's data as the reader chooses. */
export function lineFigure(data: PageData, name: string, caption: Html, task?: number): Html {
  const plot = plotOf(name, data, defaultView, task);
  const others = plot.series.length - mostFront;
  const note =
    others > 0 &&
    ` The ${mostFront} best are shown; ${plural(others, 'other')} are faint; pointing at a row of a table brings one out.`;
  const id = task === undefined ? name : `${name}-${task + 1}`;
  return html`<figure id="${id}" data-figure="${name}"${task !== undefined && html` data-task="${task}"`}><figcaption>${caption}${note}</figcaption>${chart(plot.title, lineOptions(plot, data.optimizers))}</figure>`;
}

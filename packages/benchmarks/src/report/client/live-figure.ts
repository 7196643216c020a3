import * as Plot from '@observablehq/plot';
import type { PageData } from '../data/page-data.js';
import { lineOptions } from '../figures/draw-lines.js';
import { plotOf } from '../figures/figures.js';
import type { LinePlot } from '../figures/line-plot.js';
import type { View, Window } from '../figures/view.js';
import { make } from './dom.js';
import { Readout } from './readout.js';

type Svg = (SVGSVGElement | HTMLElement) & Plot.Plot;

/** A figure of lines that follows what the reader chooses. */
export class LiveFigure {
  readonly id: string;
  /** As it was drawn last. */
  plot!: LinePlot;
  private shown: View | undefined;
  private readonly name: string;
  private readonly task?: number;
  private readonly readout: Readout;
  /** Goes back to all of it. */
  readonly whole = make('button', { type: 'button', hidden: true }, 'Show all');

  constructor(
    readonly element: HTMLElement,
    readonly data: PageData,
    private readonly zoom: (figure: string, seen: Window | undefined) => void,
  ) {
    this.id = element.id;
    this.name = element.dataset.figure!;
    this.task = element.dataset.task === undefined ? undefined : Number(element.dataset.task);
    this.readout = new Readout(element, data.optimizers);
    this.whole.addEventListener('click', () => zoom(this.id, undefined));
  }

  /** Draws it as it is to be seen, unless it is so already, or cannot be seen now. */
  show(view: View): void {
    if (this.shown === view || !this.element.checkVisibility()) return;
    this.shown = view;
    this.plot = plotOf(this.name, this.data, view, this.task);
    const zoom = view.zoom[this.id];
    const svg = Plot.plot(lineOptions(this.plot, this.data.optimizers, zoom)) as Svg;
    svg.querySelector('style')?.remove(); // the page has it, and allows no other
    for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label'); // it is one image
    for (const [name, value] of Object.entries({
      role: 'img',
      'aria-label': this.plot.title,
      'data-wide': '',
      tabindex: '0',
    })) {
      svg.setAttribute(name, value);
    }
    const old = this.element.querySelector('svg')!;
    const isFocused = old === document.activeElement;
    old.replaceWith(svg);
    if (isFocused) svg.focus();
    const scales = { x: svg.scale('x')!, y: svg.scale('y')! };
    this.readout.attach(svg as unknown as SVGSVGElement, scales, this.plot, (seen) =>
      this.zoom(this.id, seen && { ...zoom, ...seen }),
    );
    this.whole.hidden = zoom === undefined;
  }
}

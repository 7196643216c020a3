import type * as Plot from '@observablehq/plot';
import type { OptimizerData } from '../data/optimizer-data.js';
import { lineSize, valueAt } from '../figures/draw-lines.js';
import type { LinePlot } from '../figures/line-plot.js';
import type { Window } from '../figures/view.js';
import { formatNumber } from '../format.js';
import type { Extent } from '../log-axis.js';
import { make } from './dom.js';

type Zoom = (seen: Window | undefined) => void;
type Axis = 'x' | 'y';
type Spot = Readonly<Record<Axis, number>>;

const svgName = 'http://www.w3.org/2000/svg';
const [left, right] = [lineSize.marginLeft, lineSize.width - lineSize.marginRight];
const [top, bottom] = [lineSize.marginTop, lineSize.height - lineSize.marginBottom];
/** A shorter drag is a click; along one axis alone, a tremble. */
const shortest = { x: 8, y: 24 };
const mostLines = 14;

/** What a drag goes over: an axis along which it is too short stays whole. */
function draggedOver(from: Spot, to: Spot): Window {
  const along = (axis: Axis): Extent | undefined =>
    Math.abs(from[axis] - to[axis]) > shortest[axis]
      ? [Math.min(from[axis], to[axis]), Math.max(from[axis], to[axis])]
      : undefined;
  return { x: along('x'), y: along('y') };
}

/** The upper half of what is seen, and the lower. */
const halves: Readonly<Record<string, Extent>> = {
  ArrowUp: [top, (top + bottom) / 2],
  ArrowDown: [(top + bottom) / 2, bottom],
};

/** Tells the values under the pointer, or where the arrow keys are, and zooms by a drag, or by keys. */
export class Readout {
  private readonly box = make('div', { class: 'readout', hidden: true });
  private readonly voice = make('div', { class: 'voice', 'aria-live': 'polite' });
  private svg!: SVGSVGElement;
  private scales!: Readonly<Record<Axis, Plot.Scale>>;
  private plot!: LinePlot;
  private zoom!: Zoom;
  private rule!: SVGElement;
  private span!: SVGElement;
  /** Where it is read, and where a drag began, in pixels of the drawing. */
  private at = (left + right) / 2;
  private from: Spot | undefined;

  constructor(
    private readonly figure: HTMLElement,
    private readonly optimizers: readonly OptimizerData[],
  ) {
    figure.append(this.box, this.voice);
  }

  attach(svg: SVGSVGElement, scales: Readonly<Record<Axis, Plot.Scale>>, plot: LinePlot, zoom: Zoom): void {
    Object.assign(this, { svg, scales, plot, zoom });
    this.hide();
    this.rule = this.draw('rule', 'line', { y1: top, y2: bottom });
    this.span = this.draw('span', 'rect', {});
    svg.addEventListener('pointermove', (event) => this.move(event));
    svg.addEventListener('pointerleave', () => this.from ?? this.hide());
    svg.addEventListener('pointerdown', (event) => this.down(event));
    svg.addEventListener('pointerup', (event) => this.up(event));
    svg.addEventListener('pointercancel', () => this.drop());
    svg.addEventListener('dblclick', () => zoom(undefined));
    svg.addEventListener('blur', () => this.hide());
    svg.addEventListener('keydown', (event) => this.key(event));
  }

  private draw(name: string, shape: string, attributes: Record<string, number>): SVGElement {
    const element = document.createElementNS(svgName, shape);
    element.setAttribute('class', `readout-${name}`);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    this.svg.append(element);
    return element;
  }

  private spotOf({ clientX, clientY }: PointerEvent): Spot {
    const box = this.svg.getBoundingClientRect();
    const [x, y] = [((clientX - box.left) / box.width) * lineSize.width, ((clientY - box.top) / box.height) * lineSize.height]; // biome-ignore format: one line
    return { x: Math.min(right, Math.max(left, x)), y: Math.min(bottom, Math.max(top, y)) };
  }

  private move(event: PointerEvent): void {
    const spot = this.spotOf(event);
    this.at = spot.x;
    this.tell();
    if (!this.from) return;
    const { x = [left, right], y = [top, bottom] } = draggedOver(this.from, spot);
    const frame = { x: x[0], width: x[1] - x[0], y: y[0], height: y[1] - y[0] };
    for (const [name, value] of Object.entries(frame)) this.span.setAttribute(name, String(value));
  }

  private down(event: PointerEvent): void {
    this.from = this.spotOf(event);
    this.svg.setPointerCapture(event.pointerId);
  }

  private up(event: PointerEvent): void {
    const { x, y } = draggedOver(this.from ?? this.spotOf(event), this.spotOf(event));
    this.drop();
    if (x || y) this.zoom({ ...(x && { x: this.valuesOf('x', x) }), ...(y && { y: this.valuesOf('y', y) }) });
  }

  private drop(): void {
    this.from = undefined;
    this.span.removeAttribute('width');
  }

  private valueOf(axis: Axis, pixel: number): number {
    return Number(this.scales[axis].invert!(pixel));
  }

  private valuesOf(axis: Axis, pixels: Extent): Extent {
    const [a, b] = pixels.map((pixel) => this.valueOf(axis, pixel));
    return a < b ? [a, b] : [b, a];
  }

  private key(event: KeyboardEvent): void {
    const width = right - left;
    const moves: Record<string, number> = {
      ArrowLeft: this.at - width / 40,
      ArrowRight: this.at + width / 40,
      Home: left,
      End: right,
    };
    if (event.key in moves) {
      this.at = Math.min(right, Math.max(left, moves[event.key]));
      this.voice.textContent = this.tell();
    } else if (event.key === '+') {
      this.zoom({ x: this.valuesOf('x', [Math.max(left, this.at - width / 4), Math.min(right, this.at + width / 4)]) });
    } else if (event.key in halves) {
      this.zoom({ y: this.valuesOf('y', halves[event.key]) });
    } else if (event.key === '-' || event.key === 'Escape') {
      this.zoom(undefined);
    } else return;
    event.preventDefault();
  }

  /** Shows the values there, the highest first, and says them. */
  private tell(): string {
    const x = this.valueOf('x', this.at);
    const { series, isStepped, names = this.optimizers } = this.plot;
    const values = series
      .flatMap((one) => ({ one, value: valueAt(one, x, isStepped) }))
      .filter(({ value }) => value !== undefined)
      .sort((a, b) => b.value! - a.value!)
      .slice(0, mostLines);
    const title = `${formatNumber(x, 3)} ${this.plot.x.label.replace(/[ →]+$/, '')}`;
    const rows = values.map(({ one, value }) => {
      const name = make('li', {}, make('i'), names[one.optimizer].label, ' ', make('b', {}, formatNumber(value!, 3)));
      name.querySelector('i')!.style.background = names[one.optimizer].color;
      return name;
    });
    this.box.replaceChildren(make('strong', {}, title), make('ul', {}, ...rows));
    this.place();
    return `${title}: ${rows.map(({ textContent }) => textContent).join(', ')}`;
  }

  private place(): void {
    this.rule.setAttribute('x1', String(this.at));
    this.rule.setAttribute('x2', String(this.at));
    this.rule.setAttribute('class', 'readout-rule on');
    this.box.hidden = false;
    const [svg, figure] = [this.svg.getBoundingClientRect(), this.figure.getBoundingClientRect()];
    const x = svg.left - figure.left + (this.at / lineSize.width) * svg.width;
    const isRight = this.at > (left + right) / 2;
    this.box.style.left = isRight ? 'auto' : `${x + 14}px`;
    this.box.style.right = isRight ? `${figure.width - x + 14}px` : 'auto';
    this.box.style.top = `${svg.top - figure.top + 10}px`;
  }

  private hide(): void {
    this.box.hidden = true;
    this.rule?.setAttribute('class', 'readout-rule');
  }
}

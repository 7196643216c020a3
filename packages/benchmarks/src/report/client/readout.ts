import type * as Plot from '@observablehq/plot';
import type { OptimizerData } from '../data/page-data.js';
import { lineSize, valueAt } from '../figures/draw-lines.js';
import type { LinePlot } from '../figures/line-plot.js';
import { formatNumber } from '../format.js';
import { make } from './dom.js';

type Extent = readonly [number, number];
type Zoom = (extent: Extent | undefined) => void;

const svgName = 'http://www.w3.org/2000/svg';
const [left, right] = [lineSize.marginLeft, lineSize.width - lineSize.marginRight];
/** A shorter drag is a click. */
const shortest = 8;
const mostLines = 14;

/** Tells the values under the pointer, or where the arrow keys are, and zooms by a drag or by + and −. */
export class Readout {
  private readonly box = make('div', { class: 'readout', hidden: true });
  private readonly voice = make('div', { class: 'voice', 'aria-live': 'polite' });
  private svg!: SVGSVGElement;
  private scale!: Plot.Scale;
  private plot!: LinePlot;
  private zoom!: Zoom;
  private rule!: SVGElement;
  private span!: SVGElement;
  /** Where it is read, and where a drag began, in pixels of the drawing. */
  private at = (left + right) / 2;
  private from: number | undefined;

  constructor(
    private readonly figure: HTMLElement,
    private readonly optimizers: readonly OptimizerData[],
  ) {
    figure.append(this.box, this.voice);
  }

  attach(svg: SVGSVGElement, scale: Plot.Scale, plot: LinePlot, zoom: Zoom): void {
    Object.assign(this, { svg, scale, plot, zoom });
    this.hide();
    this.rule = this.draw('rule', 'line', { y1: lineSize.marginTop, y2: lineSize.height - lineSize.marginBottom });
    this.span = this.draw('span', 'rect', { y: lineSize.marginTop, height: lineSize.height - lineSize.marginTop - lineSize.marginBottom }); // biome-ignore format: one line
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

  private pixelOf({ clientX }: PointerEvent): number {
    const box = this.svg.getBoundingClientRect();
    return Math.min(right, Math.max(left, ((clientX - box.left) / box.width) * lineSize.width));
  }

  private move(event: PointerEvent): void {
    this.at = this.pixelOf(event);
    this.tell();
    if (this.from === undefined) return;
    this.span.setAttribute('x', String(Math.min(this.from, this.at)));
    this.span.setAttribute('width', String(Math.abs(this.at - this.from)));
  }

  private down(event: PointerEvent): void {
    this.from = this.pixelOf(event);
    this.svg.setPointerCapture(event.pointerId);
  }

  private up(event: PointerEvent): void {
    const [from, to] = [this.from ?? this.at, this.pixelOf(event)].sort((a, b) => a - b);
    this.drop();
    if (to - from > shortest) this.zoomTo(from, to);
  }

  private drop(): void {
    this.from = undefined;
    this.span.removeAttribute('width');
  }

  private zoomTo(from: number, to: number): void {
    this.zoom([this.valueOf(from), this.valueOf(to)]);
  }

  private valueOf(pixel: number): number {
    return Number(this.scale.invert!(pixel));
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
      this.zoomTo(Math.max(left, this.at - width / 4), Math.min(right, this.at + width / 4));
    } else if (event.key === '-' || event.key === 'Escape') {
      this.zoom(undefined);
    } else return;
    event.preventDefault();
  }

  /** Shows the values there, the highest first, and says them. */
  private tell(): string {
    const x = this.valueOf(this.at);
    const { series, isStepped } = this.plot;
    const values = series
      .flatMap((one) => ({ one, value: valueAt(one, x, isStepped) }))
      .filter(({ value }) => value !== undefined)
      .sort((a, b) => b.value! - a.value!)
      .slice(0, mostLines);
    const title = `${formatNumber(x, 3)} ${this.plot.x.label.replace(/[ →]+$/, '')}`;
    const rows = values.map(({ one, value }) => {
      const name = make(
        'li',
        {},
        make('i'),
        this.optimizers[one.optimizer].label,
        ' ',
        make('b', {}, formatNumber(value!, 3)),
      );
      name.querySelector('i')!.style.background = this.optimizers[one.optimizer].color;
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

import type { PageData } from '../data/page-data.js';
import { csvOfLines } from './csv-of-lines.js';
import { make } from './dom.js';
import type { LiveFigure } from './live-figure.js';
import { standaloneSvg } from './standalone-svg.js';

/** Beside each figure within: what it shows, to keep, as SVG, PNG and CSV. */
export function addSaving(within: ParentNode, figures: readonly LiveFigure[], { optimizers }: PageData): void {
  const live = new Map(figures.map((figure) => [figure.element, figure]));
  for (const figure of within.querySelectorAll<HTMLElement>('figure')) {
    if (!figure.querySelector(':scope > svg')) continue;
    const title = figure.querySelector('figcaption')!.textContent;
    const name = `optimizer-zoo-${figure.id || fileName(title)}`;
    const svg = () => standaloneSvg(figure.querySelector('svg')!);
    const kinds: [string, () => void | Promise<void>][] = [
      ['SVG', () => save(`${name}.svg`, new Blob([svg()], { type: 'image/svg+xml' }))],
      ['PNG', async () => save(`${name}.png`, await pngOf(svg()))],
    ];
    const own = live.get(figure);
    const rows = figure.querySelector<HTMLTemplateElement>(':scope > template')?.content.textContent;
    const csv = own ? () => csvOfLines(own.plot, optimizers) : rows && (() => rows.replaceAll('\n', '\r\n')); // as HTML reads it
    if (csv) kinds.push(['CSV', () => save(`${name}.csv`, new Blob([csv()], { type: 'text/csv' }))]);
    const buttons = kinds.map(([kind, act]) => {
      const button = make('button', { type: 'button', 'aria-label': `Save as ${kind}: ${name}` }, kind);
      button.addEventListener('click', () => void act());
      return button;
    });
    figure.append(make('div', { class: 'tools' }, ...(own ? [own.whole] : []), ...buttons));
  }
}

const fileName = (text: string) => text.toLowerCase().replace(/[^a-z\d]+/g, '-').replace(/^-|-$/g, '').slice(0, 40); // biome-ignore format: one line

/** Gives a file to the reader. */
export function save(name: string, content: Blob): void {
  const link = make('a', { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Twice as many pixels as on a plain screen. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = make('canvas');
  [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
  const context = canvas.getContext('2d')!;
  context.scale(2, 2);
  context.drawImage(image, 0, 0);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob((blob) => done(blob!), 'image/png'));
}

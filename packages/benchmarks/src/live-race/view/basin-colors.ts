import { type Basins, diverged, onItsWay } from '../basins.js';
import type { Rgb } from '../flow-picture.js';
import { markColor, markCount } from '../mark-color.js';

/** The colour of an end as CSS has it: minima take turns, the lowest alone has the first. */
export function endColor(end: number): string {
  if (end === diverged) return 'var(--race-diverged)';
  if (end === onItsWay) return 'transparent';
  return markColor(end === 0 ? 0 : 1 + ((end - 1) % (markCount - 1)));
}

/** A colour of CSS, as an element has it now. */
export function rgbOf(color: string, within: HTMLElement): Rgb {
  const probe = document.createElement('i');
  probe.style.color = color;
  within.append(probe);
  const found = getComputedStyle(probe)
    .color.match(/[\d.]+/g)!
    .map(Number);
  probe.remove();
  return [found[0]!, found[1]!, found[2]!];
}

/** A map as pixels, a start each. */
export function mapPixels({ ends, shares }: Basins, within: HTMLElement): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(4 * ends.length);
  const pixels = new Uint32Array(bytes.buffer);
  const colors = new Uint32Array(256);
  for (const end of shares.keys()) colors[end] = packed(end, within);
  for (let index = 0; index < ends.length; index++) pixels[index] = colors[ends[index]!]!;
  return bytes;
}

function packed(end: number, within: HTMLElement): number {
  if (end === onItsWay) return 0;
  return new Uint32Array(Uint8ClampedArray.of(...rgbOf(endColor(end), within), 255).buffer)[0]!;
}

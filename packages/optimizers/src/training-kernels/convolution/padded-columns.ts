import type { Work } from '../workspace.js';
import { eachPlace, eachRow, type Geometry, type Window } from './geometry.js';

/** Images in memory: where they begin, and the bytes from row to row. */
export interface Images {
  readonly at: number;
  readonly row: number;
}

const seenColumns = ({ outWidth, strideWidth, filterWidth }: Geometry) => (outWidth - 1) * strideWidth + filterWidth;

/** Room for the images with zeros around their columns; 0 where a row of the filter never looks past them, or has gaps. */
export function paddedSize(geometry: Geometry): number {
  const { batchSize, inHeight, inWidth, inChannels, padInfo, dilationWidth } = geometry;
  const isInside = padInfo.left <= 0 && seenColumns(geometry) <= inWidth;
  return isInside || dilationWidth > 1 ? 0 : batchSize * inHeight * seenColumns(geometry) * inChannels;
}

const imagesOf = (at: number, { inWidth, inChannels }: Geometry): Images => ({
  at,
  row: 4 * inWidth * inChannels,
});

function padColumns(floats: Float32Array, x: number, room: number, geometry: Geometry): Images {
  const { batchSize, inHeight, inWidth, inChannels, padInfo } = geometry;
  const rowSize = seenColumns(geometry) * inChannels;
  const before = padInfo.left * inChannels;
  const kept = Math.min(inWidth * inChannels, rowSize - before);
  floats.fill(0, room / 4, room / 4 + batchSize * inHeight * rowSize);
  for (let row = 0; row < batchSize * inHeight; row++) {
    const from = x / 4 + row * inWidth * inChannels;
    floats.copyWithin(room / 4 + row * rowSize + before, from, from + kept);
  }
  return { at: room, row: 4 * rowSize };
}

/**
 * Computes the `size` numbers of the output by whole rows of the filter, over images padded in the last room, so that the
 * products are large. If that gives a NaN, where a zero may have met an infinity that tfjs would not have looked at, it is
 * computed again place by place, after `beginAgain`.
 */
export function byRowsOfFilter(
  { floats, inputs: [x], output, rooms }: Work,
  geometry: Geometry,
  size: number,
  beginAgain: () => void,
  compute: (images: Images, windows: readonly Window[]) => void,
): void {
  const isPadded = paddedSize(geometry) > 0;
  const images = isPadded ? padColumns(floats, x, rooms.at(-1)!, geometry) : imagesOf(x, geometry);
  compute(images, geometry.dilationWidth > 1 ? eachPlace(geometry) : eachRow(geometry));
  if (!isPadded || !hasNaN(floats, output / 4, output / 4 + size)) return;
  beginAgain();
  compute(imagesOf(x, geometry), eachPlace(geometry));
}

function hasNaN(floats: Float32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (Number.isNaN(floats[i])) return true;
  return false;
}

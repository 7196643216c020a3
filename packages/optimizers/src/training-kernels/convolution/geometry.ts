import * as tf from '@tensorflow/tfjs-core';

export type Geometry = tf.backend_util.Conv2DInfo;

/** How a convolution's kernels are told its geometry. */
interface Attributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dilations?: [number, number] | number | null;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: 'NHWC' | 'NCHW';
}

/** The geometry of a convolution over NHWC images; undefined for another layout. */
export function geometryOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attributes: Readonly<Record<string, unknown>>,
  depthwise: boolean,
): Geometry | undefined {
  const { strides, pad, dilations, dimRoundingMode, dataFormat = 'NHWC' } = attributes as unknown as Attributes;
  if (dataFormat !== 'NHWC') return undefined;
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

/** One place of a filter, or several side by side that are seen together. */
export interface Window {
  /** Number of its first place in the filter, row by row. */
  readonly place: number;
  readonly places: number;
  /** What must be added to an output pixel's row and column times the strides, to come to the input pixel seen first. */
  readonly row: number;
  readonly column: number;
  /** The output columns from which all of it lies within the input. */
  readonly from: number;
  readonly to: number;
}

/** Each place of a filter by itself. */
export function eachPlace(geometry: Geometry): Window[] {
  const { filterHeight, filterWidth, dilationHeight, dilationWidth, padInfo } = geometry;
  return Array.from({ length: filterHeight * filterWidth }, (_, place) => {
    const row = Math.floor(place / filterWidth) * dilationHeight - padInfo.top;
    const column = (place % filterWidth) * dilationWidth - padInfo.left;
    return { place, places: 1, row, column, ...columnsInside(geometry, column, 1) };
  });
}

/** Each row of a filter without gaps, over images whose columns have been padded. */
export function eachRow(geometry: Geometry): Window[] {
  const { filterHeight, filterWidth, dilationHeight, padInfo, outWidth } = geometry;
  return Array.from({ length: filterHeight }, (_, filterRow) => ({
    place: filterRow * filterWidth,
    places: filterWidth,
    row: filterRow * dilationHeight - padInfo.top,
    column: 0,
    from: 0,
    to: outWidth,
  }));
}

/** The output columns that see `places` input columns from `column` on, all within the input. */
export function columnsInside({ inWidth, outWidth, strideWidth }: Geometry, column: number, places: number) {
  const from = Math.max(0, Math.ceil(-column / strideWidth));
  const to = Math.min(outWidth, Math.floor((inWidth - places - column) / strideWidth) + 1);
  return { from, to: Math.max(from, to) };
}

/** Visits, for each output row, the windows that see a row of the input, with that row; rows are counted over all images. */
export function eachSeenRow(
  { batchSize, inHeight, outHeight, strideHeight }: Geometry,
  windows: readonly Window[],
  visit: (window: Window, outputRow: number, inputRow: number) => void,
): void {
  for (let image = 0; image < batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      for (const window of windows) {
        const seen = row * strideHeight + window.row;
        const sees = seen >= 0 && seen < inHeight && window.from < window.to;
        if (sees) visit(window, image * outHeight + row, image * inHeight + seen);
      }
    }
  }
}

/** Whether a convolution is one matrix product over all pixels. */
export const isPointwise = ({ filterHeight, filterWidth, strideHeight, strideWidth, padInfo }: Geometry) =>
  filterHeight * filterWidth * strideHeight * strideWidth === 1 &&
  padInfo.top + padInfo.bottom + padInfo.left + padInfo.right === 0;

export const pixelsOf = ({ batchSize, outHeight, outWidth }: Geometry) => batchSize * outHeight * outWidth;

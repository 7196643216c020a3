import { sizeOf } from '../../kernels/host-memory.js';
import { areFloats, type TrainingKernel } from '../training-kernel.js';
import type { Work } from '../workspace.js';
import { eachPlace, eachSeenRow, type Geometry, geometryOf, type Window } from './geometry.js';

// An input channel has `multiplier` output channels. What has fewer numbers is repeated so often, or added up, so that
// everything between has outChannels.

/** Convolution of each channel by filters of its own. */
export const depthwiseConv2d: TrainingKernel = ({ x, filter }, attributes, workspace) => {
  const geometry = geometryOf(x.shape, filter.shape, attributes, true);
  if (!geometry || !areFloats(x, filter)) return undefined;
  const { outChannels, strideWidth, outShape } = geometry;
  return workspace.make({ inputs: [x, filter], shape: outShape, rooms: [wideSize(geometry)] }, (work) => {
    const { simd, inputs, output } = work;
    const pixel = 4 * outChannels;
    eachRun(geometry, widen(work, inputs[0], geometry), (place, seen, out, count) =>
      simd.multiplyAdd(
        output + out,
        pixel,
        seen,
        strideWidth * pixel,
        inputs[1] + place * pixel,
        0,
        count,
        outChannels,
      ),
    );
  });
};

/** The gradient of depthwiseConv2d by its filter. */
export const depthwiseBackpropFilter: TrainingKernel = ({ x, dy }, attributes, workspace) => {
  const { filterShape } = attributes as { filterShape: number[] };
  const geometry = geometryOf(x.shape, filterShape, attributes, true);
  if (!geometry || !areFloats(x, dy)) return undefined;
  const { outChannels, strideWidth } = geometry;
  return workspace.make({ inputs: [x, dy], shape: filterShape, rooms: [wideSize(geometry)] }, (work) => {
    const { simd, inputs, output } = work;
    const pixel = 4 * outChannels;
    eachRun(geometry, widen(work, inputs[0], geometry), (place, seen, out, count) =>
      simd.multiplyAdd(
        output + place * pixel,
        0,
        seen,
        strideWidth * pixel,
        inputs[1] + out,
        pixel,
        count,
        outChannels,
      ),
    );
  });
};

/** The gradient of depthwiseConv2d by its input. */
export const depthwiseBackpropInput: TrainingKernel = ({ dy, filter }, attributes, workspace) => {
  const { inputShape } = attributes as { inputShape: number[] };
  const geometry = geometryOf(inputShape, filter.shape, attributes, true);
  if (!geometry || !areFloats(dy, filter)) return undefined;
  const { outChannels, strideWidth } = geometry;
  return workspace.make({ inputs: [dy, filter], shape: inputShape, rooms: [wideSize(geometry)] }, (work) => {
    const { simd, inputs, output, floats, rooms } = work;
    const pixel = 4 * outChannels;
    const isWide = multiplierOf(geometry) > 1;
    const wide = isWide ? rooms[0] : output;
    if (isWide) floats.fill(0, wide / 4, wide / 4 + wideSize(geometry));
    eachRun(geometry, wide, (place, seen, out, count) =>
      simd.multiplyAdd(
        seen,
        strideWidth * pixel,
        inputs[0] + out,
        pixel,
        inputs[1] + place * pixel,
        0,
        count,
        outChannels,
      ),
    );
    if (isWide) addUp(work, wide, geometry);
  });
};

const multiplierOf = ({ inChannels, outChannels }: Geometry) => outChannels / inChannels;
const wideSize = (geometry: Geometry) =>
  multiplierOf(geometry) > 1 ? sizeOf(geometry.inShape) * multiplierOf(geometry) : 0;

/** The images with each number repeated for the output channels that see it. */
function widen({ floats, rooms }: Work, x: number, geometry: Geometry): number {
  const multiplier = multiplierOf(geometry);
  if (multiplier === 1) return x;
  const [from, to] = [x / 4, rooms[0] / 4];
  for (let i = 0; i < wideSize(geometry); i++) floats[to + i] = floats[from + Math.floor(i / multiplier)];
  return rooms[0];
}

/** The way back: adds what came to the same number. */
function addUp({ floats, output }: Work, wide: number, geometry: Geometry): void {
  const multiplier = multiplierOf(geometry);
  const [from, to] = [wide / 4, output / 4];
  for (let i = 0; i < wideSize(geometry); i++) floats[to + Math.floor(i / multiplier)] += floats[from + i];
}

/**
 * Visits runs of output pixels with what one place of the filter sees of `images` there: where the first pixel seen lies,
 * and the offset of the first output pixel.
 */
function eachRun(
  geometry: Geometry,
  images: number,
  visit: (place: number, seen: number, out: number, count: number) => void,
): void {
  const { inWidth, outWidth, strideWidth, outChannels } = geometry;
  const pixel = 4 * outChannels;
  eachSeenRow(geometry, eachPlace(geometry), ({ place, column, from, to }: Window, outputRow, inputRow) => {
    const seen = images + (inputRow * inWidth + from * strideWidth + column) * pixel;
    visit(place, seen, (outputRow * outWidth + from) * pixel, to - from);
  });
}

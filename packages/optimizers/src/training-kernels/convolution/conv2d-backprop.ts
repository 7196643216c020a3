import { sizeOf } from '../../kernels/host-memory.js';
import { addProduct, packedSize, productRooms, stored, tileSize } from '../blocked-product.js';
import { areFloats, type TrainingKernel } from '../training-kernel.js';
import type { Work } from '../workspace.js';
import { eachPlace, eachSeenRow, type Geometry, geometryOf, isPointwise, pixelsOf, type Window } from './geometry.js';
import { byRowsOfFilter, type Images, paddedSize } from './padded-columns.js';

/** The gradient of conv2d by its filter: for each output row and row of the filter, (what is seen)ᵀ dy. */
export const conv2dBackpropFilter: TrainingKernel = ({ x, dy }, attributes, workspace) => {
  const { filterShape } = attributes as { filterShape: number[] };
  const geometry = geometryOf(x.shape, filterShape, attributes, false);
  if (!geometry || !areFloats(x, dy)) return undefined;
  const { inChannels, outChannels, outWidth } = geometry;
  const pixels = pixelsOf(geometry);
  const size = sizeOf(filterShape);
  const rooms = isPointwise(geometry)
    ? productRooms(outChannels, pixels)
    : [packedSize(outWidth, outChannels), tileSize, paddedSize(geometry)];
  return workspace.make({ inputs: [x, dy], shape: filterShape, rooms }, (work) => {
    const { inputs, output, floats, rooms } = work;
    if (isPointwise(geometry)) {
      const [seen, errors] = [stored(inputs[0], inChannels, true), stored(inputs[1], outChannels, false)];
      addProduct(work, seen, errors, output, [inChannels, outChannels, pixels], rooms);
    } else {
      const beginAgain = () => floats.fill(0, output / 4, output / 4 + size);
      byRowsOfFilter(work, geometry, size, beginAgain, (images, windows) =>
        addToFilter(work, images, windows, geometry),
      );
    }
  });
};

function addToFilter(
  { simd, inputs, output, rooms }: Work,
  images: Images,
  windows: readonly Window[],
  geometry: Geometry,
) {
  const { inChannels, outChannels, outWidth, strideWidth } = geometry;
  const [packed, tile] = rooms;
  const [pixel, outPixel] = [4 * inChannels, 4 * outChannels];
  let packedRow = -1;
  eachSeenRow(geometry, windows, ({ place, places, column, from, to }, outputRow, inputRow) => {
    if (outputRow !== packedRow || places === 1) {
      const errors = inputs[1] + (outputRow * outWidth + from) * outPixel;
      simd.pack(errors, outPixel, 4, to - from, outChannels, packed);
      packedRow = outputRow;
    }
    const seen = images.at + inputRow * images.row + (from * strideWidth + column) * pixel;
    const target = output + place * inChannels * outPixel;
    const [m, n, k] = [places * inChannels, outChannels, to - from];
    simd.multiply(seen, 4, strideWidth * pixel, packed, target, outPixel, m, n, k, tile);
  });
}

/** The gradient of conv2d by its input: each place of the filter sends dy times its weights back to where it looked. */
export const conv2dBackpropInput: TrainingKernel = ({ dy, filter }, attributes, workspace) => {
  const { inputShape } = attributes as { inputShape: number[] };
  const geometry = geometryOf(inputShape, filter.shape, attributes, false);
  if (!geometry || !areFloats(dy, filter)) return undefined;
  const { inChannels, outChannels, filterHeight, filterWidth } = geometry;
  const rooms = isPointwise(geometry)
    ? productRooms(inChannels, outChannels)
    : [filterHeight * filterWidth * packedSize(outChannels, inChannels), tileSize];
  return workspace.make({ inputs: [dy, filter], shape: inputShape, rooms }, (work) => {
    const { inputs, output, rooms } = work;
    if (isPointwise(geometry)) {
      const [errors, weights] = inputs.map((at, i) => stored(at, outChannels, i === 1));
      addProduct(work, errors, weights, output, [pixelsOf(geometry), inChannels, outChannels], rooms);
    } else {
      sendBack(work, geometry);
    }
  });
};

function sendBack({ simd, inputs, output, rooms }: Work, geometry: Geometry) {
  const { inChannels, outChannels, inWidth, outWidth, strideWidth } = geometry;
  const [packed, tile] = rooms;
  const packedAt = (place: number) => packed + 4 * place * packedSize(outChannels, inChannels);
  const [pixel, outPixel] = [4 * inChannels, 4 * outChannels];
  const places = eachPlace(geometry);
  for (const { place } of places) {
    const weights = inputs[1] + place * inChannels * outPixel;
    simd.pack(weights, 4, outPixel, outChannels, inChannels, packedAt(place));
  }
  eachSeenRow(geometry, places, ({ place, column, from, to }, outputRow, inputRow) => {
    const errors = inputs[0] + (outputRow * outWidth + from) * outPixel;
    const target = output + (inputRow * inWidth + from * strideWidth + column) * pixel;
    const [m, n, k] = [to - from, inChannels, outChannels];
    simd.multiply(errors, outPixel, 4, packedAt(place), target, strideWidth * pixel, m, n, k, tile);
  });
}

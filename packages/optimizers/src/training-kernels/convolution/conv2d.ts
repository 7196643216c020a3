import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../kernels/host-memory.js';
import type { Activate } from '../activations.js';
import { addProduct, packedSize, productRooms, stored, tileSize } from '../blocked-product.js';
import { fillRows } from '../matrix-product.js';
import { areFloats, type TrainingKernel } from '../training-kernel.js';
import type { Work, Workspace } from '../workspace.js';
import { eachSeenRow, type Geometry, geometryOf, isPointwise, pixelsOf, type Window } from './geometry.js';
import { byRowsOfFilter, type Images, paddedSize } from './padded-columns.js';

/** Convolution of images by a filter: for each output row a matrix product with each row of the filter. */
export const conv2d: TrainingKernel = ({ x, filter }, attributes, workspace) => {
  const geometry = geometryOf(x.shape, filter.shape, attributes, false);
  return geometry && areFloats(x, filter) ? convolve(workspace, x, filter, geometry) : undefined;
};

/** A convolution, to which a `bias` of as many numbers as there are output channels is added. */
export function convolve(
  workspace: Workspace,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  geometry: Geometry,
  bias?: tf.TensorInfo,
  activate: Activate = () => {},
): tf.TensorInfo {
  const { inChannels, outChannels, outShape, filterHeight, filterWidth } = geometry;
  const pixels = pixelsOf(geometry);
  const rooms = isPointwise(geometry)
    ? productRooms(outChannels, inChannels)
    : [filterHeight * filterWidth * packedSize(inChannels, outChannels), tileSize, paddedSize(geometry)];
  return workspace.make({ inputs: bias ? [x, filter, bias] : [x, filter], shape: outShape, rooms }, (work) => {
    const { inputs, output, rooms } = work;
    const begin = () => fillRows(work, pixels, outChannels, inputs[2]);
    if (bias) begin();
    if (isPointwise(geometry)) {
      const [seen, weights] = [stored(inputs[0], inChannels, false), stored(inputs[1], outChannels, false)];
      addProduct(work, seen, weights, output, [pixels, outChannels, inChannels], rooms);
    } else {
      byRowsOfFilter(work, geometry, sizeOf(outShape), begin, (images, windows) =>
        addByWindows(work, images, windows, geometry),
      );
    }
    activate(work.floats.subarray(output / 4, output / 4 + sizeOf(outShape)));
  });
}

function addByWindows(
  { simd, inputs, output, rooms }: Work,
  images: Images,
  windows: readonly Window[],
  geometry: Geometry,
) {
  const { inChannels, outChannels, outWidth, strideWidth } = geometry;
  const [packed, tile] = rooms;
  const packedAt = ({ place }: Window) => packed + 4 * place * packedSize(inChannels, outChannels);
  for (const window of windows) {
    const weights = inputs[1] + 4 * window.place * inChannels * outChannels;
    simd.pack(weights, 4 * outChannels, 4, window.places * inChannels, outChannels, packedAt(window));
  }
  const [pixel, outPixel] = [4 * inChannels, 4 * outChannels];
  eachSeenRow(geometry, windows, (window, outputRow, inputRow) => {
    const { places, column, from, to } = window;
    const seen = images.at + inputRow * images.row + (from * strideWidth + column) * pixel;
    const target = output + (outputRow * outWidth + from) * outPixel;
    const [m, n, k] = [to - from, outChannels, places * inChannels];
    simd.multiply(seen, strideWidth * pixel, 4, packedAt(window), target, outPixel, m, n, k, tile);
  });
}

import { areFloats, type TrainingKernel } from './training-kernel.js';
import type { Work } from './workspace.js';

/** The places along an axis that one place of the resized axis is made of, and their weights. */
type Taps = readonly (readonly [place: number, weight: number])[];

interface Sampling {
  readonly alignCorners: boolean;
  readonly halfPixelCenters?: boolean;
}

/** The taps of a place that lies at `at` of the axis before, whose last place is `last`. */
type Interpolation = (at: number, last: number, sampling: Sampling) => Taps;

// A weight of zero is kept, as in the image resized: there an infinity makes its neighbour NaN too.
const linear: Interpolation = (at, last, { halfPixelCenters }) => {
  const center = halfPixelCenters ? at - 0.5 : at;
  const below = Math.max(0, Math.floor(center));
  const weight = center - below;
  return [
    [below, 1 - weight],
    [Math.min(last, Math.ceil(center)), weight],
  ];
};

const nearest: Interpolation = (at, last, { alignCorners }) => [
  [Math.min(last, alignCorners ? Math.round(at) : Math.floor(at)), 1],
];

/** The taps of each place of an axis that grew or shrank from one size to another. */
function tapsAlong(interpolation: Interpolation, before: number, after: number, sampling: Sampling): Taps[] {
  const isAligned = sampling.alignCorners && after > 1;
  const scale = isAligned ? (before - 1) / (after - 1) : before / after;
  const start = sampling.halfPixelCenters ? 0.5 : 0;
  return Array.from({ length: after }, (_, place) => interpolation((place + start) * scale, before - 1, sampling));
}

/** An axis of a tensor: of so many places before it was resized, with `inner` numbers each, `outer` times. */
interface Axis {
  readonly outer: number;
  readonly before: number;
  readonly inner: number;
}

/** Adds each place of a resized axis, at `from`, to the places that it was made of, at `to`. */
function sendBack({ simd, floats }: Work, taps: readonly Taps[], from: number, to: number, axis: Axis, room: number) {
  const { outer, before, inner } = axis;
  const size = 4 * inner;
  taps.forEach((ofPlace, place) => {
    for (const [target, weight] of ofPlace) {
      floats.fill(weight, room / 4, room / 4 + inner);
      const read = from + place * size;
      simd.multiplyAdd(to + target * size, before * size, read, taps.length * size, room, 0, outer, inner);
    }
  });
}

/**
 * The gradient of a resized image: each pixel of dy goes back to those it was made of, by rows and then by columns. tfjs's own
 * leave `halfPixelCenters` out; on cpu they throw at bilinear images that are not square, and mix up the images of a batch
 * where the nearest pixel is taken.
 */
const resizeGradient =
  (interpolation: Interpolation): TrainingKernel =>
  ({ dy, images }, attributes, workspace) => {
    if (!areFloats(dy)) return undefined;
    const [batch, height, width, channels] = images.shape;
    const [, rows, columns] = dy.shape;
    const tapsOf = (before: number, after: number) =>
      tapsAlong(interpolation, before, after, attributes as unknown as Sampling);
    const rowSize = columns * channels;
    const size = batch * height * rowSize;
    return workspace.make({ inputs: [dy], shape: images.shape, rooms: [size, rowSize] }, (work) => {
      const { floats, inputs, output, rooms } = work;
      const [between, weights] = rooms;
      floats.fill(0, between / 4, between / 4 + size);
      const ofRows = { outer: batch, before: height, inner: rowSize };
      sendBack(work, tapsOf(height, rows), inputs[0], between, ofRows, weights);
      const ofColumns = { outer: batch * height, before: width, inner: channels };
      sendBack(work, tapsOf(width, columns), between, output, ofColumns, weights);
    });
  };

export const resizeBilinearGrad = resizeGradient(linear);
export const resizeNearestNeighborGrad = resizeGradient(nearest);

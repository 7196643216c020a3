import { fitsFloat32 } from './read-number.js';

/** An array from a file in IDX format, row-major. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** By type code: bytes of a value, and how it is read at an offset. All are big-endian. */
const types: Readonly<Record<number, readonly [bytes: number, read: (view: DataView, at: number) => number]>> = {
  8: [1, (view, at) => view.getUint8(at)],
  9: [1, (view, at) => view.getInt8(at)],
  11: [2, (view, at) => view.getInt16(at)],
  12: [4, (view, at) => view.getInt32(at)],
  13: [4, (view, at) => view.getFloat32(at)],
  14: [8, (view, at) => view.getFloat64(at)],
};

/**
 * Reads IDX, the format of MNIST (LeCun, Cortes & Burges 1998): two zero bytes, a type code, the number of dimensions,
 * each of them as four bytes, then the values.
 *
 * @throws Error in one sentence, where the header is not of this format, there are no values, more or fewer than it says, or
 * one that is not finite.
 */
export function parseIdx(bytes: Uint8Array): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0 || !Object.hasOwn(types, bytes[2]!)) {
    const start = [...bytes.slice(0, 4)].join(', ');
    throw new Error(
      `IDX file begins with bytes ${start}, but must begin with 0, 0, a type (8, 9, 11 to 14) and a rank.`,
    );
  }
  const [width, read] = types[bytes[2]!]!;
  const rank = bytes[3]!;
  const header = 4 + 4 * rank;
  if (bytes.length < header) {
    throw new Error(`IDX file ends after ${bytes.length} bytes, but its header of ${rank} dimensions has ${header}.`);
  }
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, length) => product * length, 1);
  const shown = rank > 8 ? `[${shape.slice(0, 8)},… ${rank} dimensions]` : `[${shape}]`;
  if (count === 0) throw new Error(`IDX file has shape ${shown}, which holds no values.`);
  if (bytes.length !== header + width * count) {
    const found = bytes.length - header;
    throw new Error(`IDX file has ${found} bytes of values, but shape ${shown} needs ${width * count}.`);
  }
  const valueAt = (i: number) => {
    const value = read(view, header + width * i);
    if (fitsFloat32(value)) return value;
    throw new Error(`IDX file: value ${i} of ${count} is ${value}, but must be finite, also as a float32.`);
  };
  return { shape, values: Float64Array.from({ length: count }, (_, i) => valueAt(i)) };
}

import { forEachRow, stridesOf } from './rows.js';
import { isNumeric, type TrainingKernel } from './training-kernel.js';

/** Axes in another order: the result is written from beginning to end, and read in steps. */
export const transpose: TrainingKernel = ({ x }, { perm }, workspace) => {
  if (!isNumeric(x) || x.shape.length < 2) return undefined;
  const order = perm as readonly number[];
  const own = stridesOf(x.shape);
  const shape = order.map((axis) => x.shape[axis]);
  const strides = order.map((axis) => own[axis]);
  const [length, step] = [shape[shape.length - 1], strides[strides.length - 1]];
  return workspace.makeOnArrays([x], shape, x.dtype, (out, [numbers]) => {
    let written = 0;
    forEachRow(shape, strides, (start) => {
      for (let i = 0, read = start; i < length; i++, read += step) out[written++] = numbers[read];
    });
  });
};

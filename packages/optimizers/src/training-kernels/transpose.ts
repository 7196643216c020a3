import { sizeOf } from '../kernels/host-memory.js';
import { isNumeric, type TrainingKernel } from './training-kernel.js';

/** Axes in another order: the result is written from beginning to end, and read in steps. */
export const transpose: TrainingKernel = ({ x }, { perm }, workspace) => {
  if (!isNumeric(x) || x.shape.length < 2) return undefined;
  const order = perm as readonly number[];
  const shape = order.map((axis) => x.shape[axis]);
  const steps = order.map((axis) => sizeOf(x.shape.slice(axis + 1)));
  const last = shape.length - 1;
  return workspace.makeOnArrays([x], shape, x.dtype, (out, [numbers]) => {
    const [size, step] = [shape[last], steps[last]];
    let written = 0;
    const write = (axis: number, start: number): void => {
      if (axis === last) {
        for (let i = 0, read = start; i < size; i++, read += step) out[written++] = numbers[read];
        return;
      }
      for (let i = 0; i < shape[axis]; i++) write(axis + 1, start + i * steps[axis]);
    };
    write(0, 0);
  });
};

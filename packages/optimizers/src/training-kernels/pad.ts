import { sizeOf } from '../kernels/host-memory.js';
import { isNumeric, type TrainingKernel } from './training-kernel.js';

/** A tensor with a constant around, copied row by row. */
export const padV2: TrainingKernel = ({ x }, { paddings, constantValue }, workspace) => {
  const around = paddings as readonly (readonly [number, number])[];
  if (!isNumeric(x) || x.shape.length === 0) return undefined;
  const shape = x.shape.map((size, axis) => around[axis][0] + size + around[axis][1]);
  const steps = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const last = shape.length - 1;
  return workspace.makeOnArrays([x], shape, x.dtype, (out, [numbers]) => {
    if (constantValue !== 0) out.fill(constantValue as number);
    if (numbers.length === 0) return;
    let read = 0;
    const copy = (axis: number, start: number): void => {
      const first = start + around[axis][0] * steps[axis];
      for (let i = 0; i < x.shape[axis]; i++) {
        if (axis === last) out[first + i] = numbers[read++];
        else copy(axis + 1, first + i * steps[axis]);
      }
    };
    copy(0, 0);
  });
};

import { forEachRow, placeOf, stridesOf } from './rows.js';
import { isNumeric, type TrainingKernel } from './training-kernel.js';

/** A tensor with a constant around, copied row by row. */
export const padV2: TrainingKernel = ({ x }, { paddings, constantValue }, workspace) => {
  const around = paddings as readonly (readonly [number, number])[];
  if (!isNumeric(x) || x.shape.length === 0) return undefined;
  const shape = x.shape.map((size, axis) => around[axis][0] + size + around[axis][1]);
  const strides = stridesOf(shape);
  const first = placeOf(
    around.map(([before]) => before),
    strides,
  );
  const { [x.shape.length - 1]: length } = x.shape;
  return workspace.makeOnArrays([x], shape, x.dtype, (out, [numbers]) => {
    if (constantValue !== 0) out.fill(constantValue as number);
    let read = 0;
    forEachRow(x.shape, strides, (start) => {
      for (let i = 0; i < length; i++) out[first + start + i] = numbers[read++];
    });
  });
};

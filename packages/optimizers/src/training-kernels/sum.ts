import { reductionOf } from './reduction.js';
import { areFloats, type TrainingKernel } from './training-kernel.js';

/** Sums over neighbouring axes before the last ones, such as batch and pixels, without the transpose that tfjs makes. */
export const sum: TrainingKernel = ({ x }, attributes, workspace) => {
  const reduction = reductionOf(x, attributes);
  if (!areFloats(x) || !reduction || reduction.inner < 2) return undefined;
  const { outer, length, inner, shape } = reduction;
  return workspace.make({ inputs: [x], shape }, ({ simd, inputs: [start], output }) => {
    const row = 4 * inner;
    for (let i = 0; i < outer; i++) simd.sumRows(output + i * row, start + i * length * row, row, length, inner);
  });
};

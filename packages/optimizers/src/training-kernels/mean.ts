import { reductionOf } from './reduction.js';
import { areFloats, type TrainingKernel } from './training-kernel.js';

/** The mean over neighbouring axes, summed in float64; tfjs divides each number before, as a tensor of its own. */
export const mean: TrainingKernel = ({ x }, attributes, workspace) => {
  const reduction = reductionOf(x, attributes);
  if (!areFloats(x) || !reduction) return undefined;
  const { outer, length, inner, shape } = reduction;
  const sums = new Float64Array(inner);
  return workspace.makeOnArrays([x], shape, 'float32', (means, [numbers]) => {
    for (let i = 0, at = 0; i < outer; i++) {
      sums.fill(0);
      for (let row = 0; row < length; row++) for (let j = 0; j < inner; j++) sums[j] += numbers[at++];
      for (let j = 0; j < inner; j++) means[i * inner + j] = sums[j] / length;
    }
  });
};

import { sizeOf } from '../kernels/host-memory.js';
import { areFloats, type TrainingKernel } from './training-kernel.js';

/** exp x, four numbers at a time: most of the gradient of softmax cross-entropy, which takes it three times. */
export const exp: TrainingKernel = ({ x }, _attributes, workspace) =>
  areFloats(x)
    ? workspace.make({ inputs: [x], shape: x.shape }, ({ simd, inputs: [from], output }) =>
        simd.exponential(output, from, sizeOf(x.shape)),
      )
    : undefined;

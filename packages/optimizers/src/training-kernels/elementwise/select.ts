import { sizeOf } from '../../kernels/host-memory.js';
import { areFloats, type TrainingKernel } from '../training-kernel.js';

/** t where the condition is true and e elsewhere, all of one shape. */
export const select: TrainingKernel = ({ condition, t, e }, _attributes, workspace) => {
  const isOfOneShape = condition.shape.length === t.shape.length && sizeOf(condition.shape) === sizeOf(t.shape);
  if (!areFloats(t, e) || !isOfOneShape) return undefined;
  return workspace.makeOnArrays([condition, t, e], t.shape, 'float32', (out, [conditions, yes, no]) => {
    for (let i = 0; i < out.length; i++) out[i] = conditions[i] === 1 ? yes[i] : no[i];
  });
};

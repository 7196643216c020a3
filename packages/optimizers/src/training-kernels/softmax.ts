import { areFloats, type TrainingKernel } from './training-kernel.js';

/** exp(x − max x) / Σ exp(x − max x) over the last axis. */
export const softmax: TrainingKernel = ({ logits }, { dim }, workspace) => {
  const last = logits.shape.length - 1;
  if (!areFloats(logits) || (dim !== -1 && dim !== last)) return undefined;
  const { [last]: length } = logits.shape;
  return workspace.makeOnArrays([logits], logits.shape, 'float32', (out, [x]) => {
    for (let start = 0; start < x.length; start += length) {
      const end = start + length;
      let most = Number.NEGATIVE_INFINITY;
      for (let i = start; i < end; i++) most = Math.max(most, x[i]);
      let sum = 0;
      for (let i = start; i < end; i++) {
        out[i] = Math.exp(x[i] - most);
        sum += out[i];
      }
      for (let i = start; i < end; i++) out[i] /= sum;
    }
  });
};

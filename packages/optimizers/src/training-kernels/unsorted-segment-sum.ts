import { sizeOf } from '../kernels/host-memory.js';
import type { TrainingKernel } from './training-kernel.js';

/** Sums rows by segment: the gradient of gather, and so of embeddings. Rows of a segment that does not exist are left out. */
export const unsortedSegmentSum: TrainingKernel = ({ x, segmentIds }, attributes, workspace) => {
  const { numSegments } = attributes as { numSegments: number };
  const rest = x.shape.slice(segmentIds.shape.length);
  const length = sizeOf(rest);
  return workspace.makeOnArrays([x, segmentIds], [numSegments, ...rest], 'float32', (sums, [rows, segments]) => {
    segments.forEach((segment, row) => {
      if (segment < 0 || segment >= numSegments) return;
      const [to, from] = [segment * length, row * length];
      for (let i = 0; i < length; i++) sums[to + i] += rows[from + i];
    });
  });
};

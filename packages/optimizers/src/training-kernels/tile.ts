import { sizeOf } from '../kernels/host-memory.js';
import { isNumeric, type TrainingKernel } from './training-kernel.js';
import type { Numbers } from './workspace.js';

/** A tensor repeated along its axes, copied in runs that are as long as can be. */
export const tile: TrainingKernel = ({ x }, { reps }, workspace) => {
  const times = reps as readonly number[];
  if (!isNumeric(x)) return undefined;
  const shape = x.shape.map((size, i) => size * times[i]);
  return workspace.makeOnArrays([x], shape, x.dtype, (output, [numbers]) => {
    if (output.length > 0) repeat(numbers, output, x.shape, times);
  });
};

function repeat(from: Numbers, to: Numbers, shape: readonly number[], times: readonly number[]): void {
  // Behind the last axis that is repeated all lies in one piece.
  const axis = times.findLastIndex((count) => count !== 1);
  const run = sizeOf(shape.slice(axis + 1));
  let [read, written] = [0, 0];
  const copy = (at: number): void => {
    if (at > axis) {
      for (let i = 0; i < run; i++) to[written++] = from[read++];
      return;
    }
    const start = written;
    for (let i = 0; i < shape[at]; i++) copy(at + 1);
    const size = written - start;
    for (let time = 1; time < times[at]; time++, written += size) to.copyWithin(written, start, start + size);
  };
  copy(0);
}

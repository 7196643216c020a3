import { sizeOf } from '../kernels/host-memory.js';
import { areFloats, type TrainingKernel } from './training-kernel.js';

/** (x − mean) scale / √(variance + ε) + offset, where each channel has its own; tfjs takes the root for every number. */
export const fusedBatchNorm: TrainingKernel = ({ x, mean, variance, offset, scale }, attributes, workspace) => {
  const { varianceEpsilon } = attributes as { varianceEpsilon: number };
  const channels = x.shape[x.shape.length - 1];
  const given = [mean, variance, offset, scale].filter(Boolean);
  const isByChannel = given.every(({ shape }) => shape.length === 1 && shape[0] === channels);
  if (!areFloats(x, ...given) || !isByChannel) return undefined;
  return workspace.make({ inputs: [x, ...given], shape: x.shape, rooms: [channels, channels] }, (work) => {
    const { simd, floats, inputs, output, rooms } = work;
    const [factors, zeros] = rooms;
    const addressOf = (tensor: typeof x) => inputs[1 + given.indexOf(tensor)];
    floats.fill(0, zeros / 4, zeros / 4 + channels);
    for (let i = 0; i < channels; i++) {
      const slope = scale ? floats[addressOf(scale) / 4 + i] : 1;
      floats[factors / 4 + i] = slope / Math.sqrt(floats[addressOf(variance) / 4 + i] + varianceEpsilon);
    }
    const starts = offset ? addressOf(offset) : zeros;
    simd.normalize(output, inputs[0], addressOf(mean), factors, starts, sizeOf(x.shape) / channels, channels);
  });
};

import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../kernels/host-memory.js';
import { areFloats, type TrainingKernel } from './training-kernel.js';

/** Sums over neighbouring axes before the last ones, such as batch and pixels, without the transpose that tfjs makes. */
export const sum: TrainingKernel = ({ x }, { axis, keepDims }, workspace) => {
  const { shape } = x;
  const axes = tf.util.parseAxisParam(axis as number[], [...shape]).sort((a, b) => a - b);
  const [first, last] = [axes[0], axes[axes.length - 1]];
  const inner = sizeOf(shape.slice(last + 1));
  const areNeighbours = axes.length > 0 && last - first === axes.length - 1;
  if (!areFloats(x) || !areNeighbours || inner < 2) return undefined;
  const [outer, length] = [sizeOf(shape.slice(0, first)), sizeOf(shape.slice(first, last + 1))];
  const kept = shape.map((size, i) => (axes.includes(i) ? 1 : size));
  const outShape = keepDims ? kept : shape.filter((_, i) => !axes.includes(i));
  return workspace.make({ inputs: [x], shape: outShape }, ({ simd, inputs: [start], output }) => {
    const row = 4 * inner;
    for (let i = 0; i < outer; i++) simd.sumRows(output + i * row, start + i * length * row, row, length, inner);
  });
};

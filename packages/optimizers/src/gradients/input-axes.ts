import type * as tf from '@tensorflow/tfjs-core';

/** The axes of a kernel that run over the inputs of one unit: all but the last, in tf's layouts of dense and conv layers. */
export const inputAxes = ({ rank }: tf.Tensor): number[] => Array.from({ length: rank - 1 }, (_, axis) => axis);

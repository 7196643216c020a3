import * as tf from '@tensorflow/tfjs-core';
import type { ComposedKernel } from './composed-kernel.js';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.js';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise-backprop.js';
import { unsortedSegmentSum } from './unsorted-segment-sum.js';

const kernels: Readonly<Record<string, ComposedKernel>> = {
  Conv2DBackpropFilter: conv2dBackpropFilter,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  UnsortedSegmentSum: unsortedSegmentSum,
};

/**
 * Makes tfjs 4.22's wasm backend able to train conv nets and embeddings, for which it lacks four kernels of the backward
 * pass. Call it once, before or after the backend is set. Kernels that the backend has by itself are left alone.
 */
export function registerWasmTrainingKernels(): void {
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    if (tf.getKernel(kernelName, 'wasm')) continue;
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs }) => tf.tidy(() => kernel(inputs as Record<string, tf.Tensor>, attrs ?? {})),
    });
  }
}

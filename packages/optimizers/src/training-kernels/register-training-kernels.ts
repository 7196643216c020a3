import * as tf from '@tensorflow/tfjs-core';
import { fusedBatchNorm } from './batch-norm.js';
import { conv2d } from './convolution/conv2d.js';
import { conv2dBackpropFilter, conv2dBackpropInput } from './convolution/conv2d-backprop.js';
import { depthwiseBackpropFilter, depthwiseBackpropInput, depthwiseConv2d } from './convolution/depthwise.js';
import { avgPoolGrad, maxPoolGrad } from './convolution/pool-gradients.js';
import {
  add,
  divide,
  equal,
  greaterEqual,
  lessEqual,
  logicalAnd,
  multiply,
  squaredDifference,
  subtract,
  wherePartlyRepeated,
} from './elementwise/binary.js';
import { select } from './elementwise/select.js';
import { clipByValue, negate, relu, step } from './elementwise/unary.js';
import { exp } from './exp.js';
import { fusedConv2d, fusedMatMul } from './fused.js';
import { identity } from './identity.js';
import { batchMatMul } from './matrix-product.js';
import { mean } from './mean.js';
import { padV2 } from './pad.js';
import { fuseCells, recurrentKernels } from './recurrent/fuse-cells.js';
import { resizeBilinearGrad, resizeNearestNeighborGrad } from './resize-gradients.js';
import { hasSimd } from './simd/simd-module.js';
import { slice, splitV, stridedSlice } from './slices.js';
import { softmax } from './softmax.js';
import { sum } from './sum.js';
import { tile } from './tile.js';
import type { Inputs, TrainingKernel } from './training-kernel.js';
import { transpose } from './transpose.js';
import { unsortedSegmentSum } from './unsorted-segment-sum.js';
import { workspaceOf } from './workspace.js';

/** The backends that have training kernels. */
export type TrainingBackend = 'cpu' | 'wasm';

type Kernels = Readonly<Record<string, TrainingKernel>>;

const onBoth: Kernels = {
  ...recurrentKernels,
  AvgPoolGrad: avgPoolGrad,
  BatchMatMul: batchMatMul,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  Exp: exp,
  FusedBatchNorm: fusedBatchNorm,
  LogicalAnd: logicalAnd,
  ResizeBilinearGrad: resizeBilinearGrad,
  ResizeNearestNeighborGrad: resizeNearestNeighborGrad,
  Slice: slice,
  SplitV: splitV,
  Sum: sum,
  Tile: tile,
  UnsortedSegmentSum: unsortedSegmentSum,
};

/** Those that were measured to be faster, or that tfjs lacks, by backend. */
const kernels: Readonly<Record<TrainingBackend, Kernels>> = {
  cpu: {
    ...onBoth,
    Add: add,
    ClipByValue: clipByValue,
    Conv2D: conv2d,
    DepthwiseConv2dNative: depthwiseConv2d,
    FusedConv2D: fusedConv2d,
    Equal: equal,
    GreaterEqual: greaterEqual,
    LessEqual: lessEqual,
    MaxPoolGrad: maxPoolGrad('first'),
    Mean: mean,
    Multiply: multiply,
    Neg: negate,
    PadV2: padV2,
    RealDiv: divide,
    Relu: relu,
    Select: select,
    Softmax: softmax,
    SquaredDifference: squaredDifference,
    Step: step,
    Sub: subtract,
    Transpose: transpose,
    _FusedMatMul: fusedMatMul,
  },
  wasm: {
    ...onBoth,
    Equal: wherePartlyRepeated(equal),
    GreaterEqual: wherePartlyRepeated(greaterEqual),
    Identity: identity,
    LessEqual: wherePartlyRepeated(lessEqual),
    MaxPoolGrad: maxPoolGrad('last'),
    StridedSlice: stridedSlice,
  },
};

/** The names of the kernels that were registered, by backend. */
export type TrainingKernels = Readonly<Record<TrainingBackend, readonly string[]>>;

interface Replaced {
  readonly kernel: tf.KernelConfig;
  readonly own: tf.KernelConfig | undefined;
}

let replaced: Replaced[] = [];
let unfuseCells: (() => void) | undefined;

/**
 * Makes tfjs's cpu and wasm backends several times as fast at gradients: registers faster kernels in the place of tfjs 4.22's,
 * and those that its wasm backend lacks, without which it cannot train conv nets and embeddings. Results differ from those
 * of tfjs's kernels by rounding only. What a kernel is not made for (other types than float32, images in NCHW) goes to
 * tfjs's own. LSTM and GRU cells of tf.layers, where that is loaded, are fused. Call it after the
 * backends and tfjs-layers are imported, before or after a backend is set; a second call changes nothing.
 *
 * @returns What is registered. Nothing for a backend that is not imported, and nothing at all without WebAssembly's SIMD,
 * or where a content security policy forbids to compile it.
 */
export function registerTrainingKernels(backends: readonly TrainingBackend[] = ['cpu', 'wasm']): TrainingKernels {
  for (const backendName of hasSimd() ? backends : []) {
    if (tf.getKernelsForBackend(backendName).length === 0) continue;
    for (const [kernelName, kernel] of Object.entries(kernels[backendName])) replace(backendName, kernelName, kernel);
  }
  if (replaced.length > 0) unfuseCells ??= fuseCells();
  const namesOf = (backend: TrainingBackend) =>
    replaced.filter(({ kernel }) => kernel.backendName === backend).map(({ kernel }) => kernel.kernelName);
  return { cpu: namesOf('cpu'), wasm: namesOf('wasm') };
}

/** Gives tfjs its own kernels back. */
export function unregisterTrainingKernels(): void {
  for (const { kernel, own } of replaced) {
    if (tf.getKernel(kernel.kernelName, kernel.backendName) !== kernel) continue; // replaced once more by somebody else
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
    if (own) tf.registerKernel(own);
  }
  replaced = [];
  unfuseCells?.();
  unfuseCells = undefined;
}

function replace(backendName: string, kernelName: string, run: TrainingKernel): void {
  if (replaced.some(({ kernel }) => kernel.backendName === backendName && kernel.kernelName === kernelName)) return;
  const own = tf.getKernel(kernelName, backendName) as tf.KernelConfig | undefined;
  const kernel: tf.KernelConfig = {
    ...own,
    kernelName,
    backendName,
    kernelFunc: (call) => {
      const workspace = workspaceOf(call.backend as tf.KernelBackend);
      const result = workspace && run(call.inputs as Inputs, call.attrs ?? {}, workspace);
      if (result) return result;
      if (own) return own.kernelFunc(call);
      throw new Error(`The ${backendName} backend has no kernel ${kernelName} for other images than NHWC.`);
    },
  };
  if (own) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel(kernel);
  replaced.push({ kernel, own });
}

import * as tf from '@tensorflow/tfjs';
import { integers, noise } from './noise.js';

/** One run of a kernel whose derivative is to be checked. */
export interface KernelCase {
  readonly kernel: string;
  readonly title: string;
  readonly attributes: Record<string, unknown>;
  /** By input name; lists for kernels that take one. */
  inputs(): Record<string, tf.Tensor> | tf.Tensor[];
  /** Names of the inputs along which it is differentiated, alone and together. */
  readonly along: readonly string[];
}

/** The kernel as a function of some of its inputs, and these. */
export function asFunction({ kernel, attributes, inputs }: KernelCase, along: readonly string[]) {
  const given = inputs();
  const named = given as Record<string, tf.Tensor>;
  const f = (...moved: tf.Tensor[]) => {
    const all = { ...named, ...Object.fromEntries(moved.map((x, i) => [along[i], x])) };
    const list = Array.isArray(given) ? Object.values(all) : all;
    const result = tf.engine().runKernel(kernel, list as tf.NamedTensorMap, attributes as tf.NamedAttrMap);
    // What is an integer has no derivative.
    return ([result].flat() as tf.Tensor[]).map((y) => (y.dtype === 'float32' ? y : tf.zeros(y.shape)));
  };
  const xs = along.map((name) => named[name]);
  return { f, xs, vs: xs.map((x, i) => noise(x.shape, 31 + i)) };
}

/** A float input by its shape and range, or another as it is. */
type Input = readonly [shape: number[], range?: [number, number]] | (() => tf.Tensor);

/** Where tfjs 4.22's wasm kernels are themselves wrong, by how the title starts, and how. */
export const wrongOnWasm: Readonly<Record<string, string>> = {
  Conv3DBackpropInputV2: 'no value of its result is right',
  'GatherV2 {"axis":1,"batchDims":1}': 'wrong with batchDims of 1',
};

function define(
  kernel: string,
  inputs: Record<string, Input> | readonly Input[],
  attributes: Record<string, unknown> = {},
  along?: readonly string[],
): KernelCase {
  const entries = Object.entries(inputs);
  const make = () =>
    entries.map(([, input], i) => (typeof input === 'function' ? input() : noise(input[0], i + 1, input[1])));
  return {
    kernel,
    title: `${kernel} ${JSON.stringify(attributes)} ${entries.map(([, input]) => (typeof input === 'function' ? 'fixed' : `[${input[0]}]`)).join(' ')}`,
    attributes,
    inputs: () =>
      Array.isArray(inputs) ? make() : Object.fromEntries(make().map((tensor, i) => [entries[i][0], tensor])),
    along: along ?? entries.filter(([, input]) => typeof input !== 'function').map(([name]) => name),
  };
}

const positive: [number, number] = [0.2, 2];
const inside: [number, number] = [-0.9, 0.9];

const binary = (kernel: string, range?: [number, number]) => [
  define(kernel, { a: [[2, 3], range], b: [[2, 3], range] }),
  define(kernel, { a: [[2, 3], range], b: [[3], range] }),
  define(kernel, { a: [[], range], b: [[2, 3], range] }),
];

const arithmetic = [
  ...['Add', 'Sub', 'Multiply', 'SquaredDifference', 'Maximum', 'Minimum', 'Atan2'].flatMap((kernel) => binary(kernel)),
  ...binary('RealDiv', [0.5, 2]),
  ...binary('Pow', positive),
  define('Pow', { a: [[4], [-2, -1]], b: () => tf.tensor1d([2, 3, 1, -1]) }),
  define('Pow', { a: [[4], [-2, -1]], b: () => tf.tensor1d([2, 3, 1, -1], 'int32') }),
  define('Mod', {
    a: [
      [2, 3],
      [2.1, 2.9],
    ],
    b: [[3], [0.55, 0.65]],
  }),
  define('Mod', {
    a: [[3], [-2.9, -2.7]],
    b: [
      [2, 3],
      [0.55, 0.65],
    ],
  }),
  define('AddN', [[[2, 3]], [[2, 3]], [[2, 3]]]),
  define('Neg', { x: [[5]] }),
  define('Select', {
    condition: () =>
      tf.tensor2d(
        [
          [1, 0, 1],
          [0, 0, 1],
        ],
        [2, 3],
        'bool',
      ),
    t: [[2, 3]],
    e: [[2, 3]],
  }),
];

const ranges: Record<string, [number, number]> = {
  Sqrt: positive,
  Rsqrt: positive,
  Reciprocal: positive,
  Log: positive,
  Log1p: inside,
  Asin: inside,
  Acos: inside,
  Atanh: inside,
  Acosh: [1.1, 3],
  Relu6: [-2, 9],
  Tan: [-1, 1],
};
const functions = [
  ...[
    'Abs',
    'Square',
    'Sqrt',
    'Rsqrt',
    'Reciprocal',
    'Exp',
    'Expm1',
    'Log',
    'Log1p',
    'Sin',
    'Cos',
    'Tan',
    'Asin',
    'Acos',
  ],
  ...[
    'Atan',
    'Sinh',
    'Cosh',
    'Tanh',
    'Asinh',
    'Acosh',
    'Atanh',
    'Erf',
    'Relu',
    'Relu6',
    'Sigmoid',
    'Elu',
    'Selu',
    'Softplus',
  ],
].map((kernel) => define(kernel, { x: [[3, 7], ranges[kernel] ?? [-2, 2]] }));

const activations = [
  define('ClipByValue', { x: [[12], [-2, 2]] }, { clipValueMin: -0.8, clipValueMax: 1.1 }),
  define('LeakyRelu', { x: [[12]] }, { alpha: 0.3 }),
  define('Prelu', { x: [[4, 3]], alpha: [[3]] }),
  define('EluGrad', { dy: [[12]], y: [[12], inside] }),
  define(
    'Softmax',
    {
      logits: [
        [3, 4],
        [-2, 2],
      ],
    },
    { dim: 1 },
  ),
];

const matmul = [
  ...[true, false].flatMap((transposeA) =>
    [true, false].map((transposeB) =>
      define(
        'BatchMatMul',
        { a: [transposeA ? [2, 4, 3] : [2, 3, 4]], b: [transposeB ? [1, 5, 4] : [1, 4, 5]] },
        { transposeA, transposeB },
      ),
    ),
  ),
  define('Einsum', [[[2, 3, 4]], [[2, 5, 4]]], { equation: 'bqd,bkd->bqk' }),
  define('Einsum', [[[3, 4]]], { equation: 'ij->ji' }),
];

const flat = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] };
const strided = { strides: [2, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [1, 1] };
const padded = { strides: 1, pad: 1, dataFormat: 'NHWC', dilations: 1, dimRoundingMode: 'floor' };
const dilated = { strides: 1, pad: 'same', dataFormat: 'NHWC', dilations: [2, 2] };
const convolution = [
  ...[flat, strided, dilated].map((geometry) =>
    define('Conv2D', { x: [[2, 5, 6, 2]], filter: [[3, 2, 2, 3]] }, geometry),
  ),
  // A numeric pad with a filter that is not square corrupts the memory of tfjs's wasm backend.
  define('Conv2D', { x: [[2, 5, 6, 2]], filter: [[3, 3, 2, 3]] }, padded),
  define('Conv2DBackpropInput', { dy: [[2, 5, 6, 3]], filter: [[3, 2, 2, 3]] }, { ...flat, inputShape: [2, 5, 6, 2] }),
  define('Conv2DBackpropFilter', { x: [[2, 5, 6, 2]], dy: [[2, 2, 5, 3]] }, { ...strided, filterShape: [3, 2, 2, 3] }),
  ...[flat, strided, dilated].map((geometry) =>
    define('DepthwiseConv2dNative', { x: [[2, 5, 6, 2]], filter: [[3, 2, 2, 2]] }, geometry),
  ),
  define(
    'DepthwiseConv2dNativeBackpropInput',
    { dy: [[2, 5, 6, 4]], filter: [[3, 2, 2, 2]] },
    { ...flat, inputShape: [2, 5, 6, 2] },
  ),
  define(
    'DepthwiseConv2dNativeBackpropFilter',
    { x: [[2, 5, 6, 2]], dy: [[2, 5, 6, 4]] },
    { ...flat, filterShape: [3, 2, 2, 2] },
  ),
  define(
    'Conv3D',
    { x: [[1, 3, 4, 4, 2]], filter: [[2, 2, 2, 2, 3]] },
    { strides: [1, 2, 1], pad: 'same', dataFormat: 'NDHWC', dilations: [1, 1, 1] },
  ),
  define(
    'Conv3DBackpropInputV2',
    { dy: [[1, 3, 4, 4, 3]], filter: [[2, 2, 2, 2, 3]] },
    { strides: [1, 1, 1], pad: 'same', inputShape: [1, 3, 4, 4, 2] },
  ),
  define(
    'Conv3DBackpropFilterV2',
    { x: [[1, 3, 4, 4, 2]], dy: [[1, 3, 4, 4, 3]] },
    { strides: [1, 1, 1], pad: 'same', filterShape: [2, 2, 2, 2, 3] },
  ),
];

const fused = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'].flatMap((activation) => {
  // Wide enough for relu6 to be cut on both sides.
  const wide: [number, number] = [-5, 5];
  const tail = (channels: number): Record<string, Input> => ({
    bias: [[channels]],
    ...(activation === 'prelu' && { preluActivationWeights: [[channels], [-0.5, 0.9]] }),
  });
  const attributes = { activation, leakyreluAlpha: 0.2 };
  return [
    define(
      '_FusedMatMul',
      { a: [[1, 5, 3], wide], b: [[1, 3, 4]], ...tail(4) },
      { transposeA: false, transposeB: false, ...attributes },
    ),
    define('FusedConv2D', { x: [[1, 4, 4, 2], wide], filter: [[2, 2, 2, 3]], ...tail(3) }, { ...flat, ...attributes }),
    define(
      'FusedDepthwiseConv2D',
      { x: [[1, 4, 4, 2], wide], filter: [[2, 2, 2, 1]], ...tail(2) },
      { ...flat, ...attributes },
    ),
  ];
});

const overlapping = { filterSize: [3, 2], strides: [2, 1], pad: 'same' };
const apart = { filterSize: 2, strides: 2, pad: 'valid' };
const sparse = { filterSize: 2, strides: 3, pad: 'valid' };
const bordered = { filterSize: [3, 3], strides: [1, 1], pad: 1, dimRoundingMode: 'floor' };
const volume = { filterSize: [2, 3, 2], strides: [1, 2, 1], pad: 'same', dataFormat: 'NDHWC' };
const pooling = [
  ...[overlapping, apart, sparse, bordered].flatMap((geometry) =>
    ['MaxPool', 'AvgPool'].map((kernel) => define(kernel, { x: [[2, 6, 6, 2]] }, geometry)),
  ),
  define('MaxPoolGrad', { dy: [[2, 3, 6, 2]], input: [[2, 6, 6, 2], positive], output: [[2, 3, 6, 2]] }, overlapping),
  define('AvgPoolGrad', { dy: [[2, 3, 6, 2]], input: [[2, 6, 6, 2]] }, overlapping),
  ...[volume, { filterSize: 2, strides: 2, pad: 1, dimRoundingMode: 'floor', dataFormat: 'NDHWC' }].flatMap(
    (geometry) => ['MaxPool3D', 'AvgPool3D'].map((kernel) => define(kernel, { x: [[2, 4, 4, 4, 2]] }, geometry)),
  ),
  define(
    'MaxPool3DGrad',
    { dy: [[2, 4, 2, 4, 2]], input: [[2, 4, 4, 4, 2], positive], output: [[2, 4, 2, 4, 2]] },
    { ...volume, filterSize: 3 }, // of even length and overlapping, tfjs is wrong but on cpu
  ),
  define('AvgPool3DGrad', { dy: [[2, 4, 2, 4, 2]], input: [[2, 4, 4, 4, 2]] }, volume),
  ...[true, false].map((includeBatchInIndex) =>
    define('MaxPoolWithArgmax', { x: [[2, 6, 6, 2]] }, { ...overlapping, includeBatchInIndex }),
  ),
];

const response = { depthRadius: 1, bias: 1.2, alpha: 0.7, beta: 0.6 };
const statistics: Record<string, Input> = { mean: [[3]], variance: [[3], positive] };
const normalisation = [
  define(
    'FusedBatchNorm',
    { x: [[2, 2, 2, 3]], ...statistics, scale: [[3]], offset: [[3]] },
    { varianceEpsilon: 1e-3 },
  ),
  define('FusedBatchNorm', { x: [[2, 2, 2, 3]], ...statistics }, { varianceEpsilon: 1e-3 }),
  define('LRN', { x: [[1, 2, 2, 5]] }, response),
  define('LRNGrad', { x: [[1, 2, 2, 5]], y: [[1, 2, 2, 5]], dy: [[1, 2, 2, 5]] }, response),
];

const some = { axis: [1], keepDims: false };
const reductions = [
  ...['Sum', 'Mean', 'Min', 'Prod'].flatMap((kernel) =>
    [some, { axis: [0, 2], keepDims: true }, { axis: null, keepDims: false }].map((attributes) =>
      define(kernel, { x: [[2, 3, 4]] }, attributes),
    ),
  ),
  define(
    'Prod',
    {
      x: () =>
        tf.tensor2d([
          [0, 2, 3],
          [0, 0, 3],
          [1, 2, 3],
        ]),
    },
    some,
    ['x'],
  ),
  define('Max', { x: [[2, 3, 4]] }, { reductionIndices: [0, 2], keepDims: false }),
  define('Max', { x: [[2, 3, 4]] }, { reductionIndices: [1], keepDims: true }),
  ...['Cumsum', 'Cumprod'].flatMap((kernel) =>
    [true, false].flatMap((exclusive) =>
      [true, false].map((reverse) => define(kernel, { x: [[2, 4]] }, { axis: 1, exclusive, reverse })),
    ),
  ),
];

const half = { alignCorners: false, halfPixelCenters: true, size: [5, 7] };
const shapes = [
  define('Identity', { x: [[3]] }),
  define('Cast', { x: [[3]] }, { dtype: 'float32' }),
  define('Reshape', { x: [[2, 3]] }, { shape: [3, 2] }),
  define('ExpandDims', { input: [[2, 3]] }, { dim: 1 }),
  define('Transpose', { x: [[2, 3, 4]] }, { perm: [2, 0, 1] }),
  define('Reverse', { x: [[2, 3]] }, { dims: [1] }),
  define('Tile', { x: [[2, 3]] }, { reps: [2, 2] }),
  define('Slice', { x: [[3, 4]] }, { begin: [1, 0], size: [2, 3] }),
  define(
    'StridedSlice',
    { x: [[4, 5]] },
    {
      begin: [0, 4],
      end: [4, 0],
      strides: [2, -2],
      beginMask: 0,
      endMask: 0,
      ellipsisMask: 0,
      newAxisMask: 0,
      shrinkAxisMask: 0,
    },
  ),
  define('SplitV', { x: [[4, 5]] }, { numOrSizeSplits: [2, 3], axis: 1 }),
  define('Concat', [[[2, 3]], [[2, 1]]], { axis: 1 }),
  define('Pack', [[[2, 3]], [[2, 3]]], { axis: 1 }),
  define('Unpack', { value: [[2, 3]] }, { axis: 1 }),
  define(
    'PadV2',
    { x: [[2, 3]] },
    {
      paddings: [
        [1, 0],
        [0, 2],
      ],
      constantValue: 0.7,
    },
  ),
  define(
    'MirrorPad',
    { x: [[3, 4]] },
    {
      paddings: [
        [1, 1],
        [0, 2],
      ],
      mode: 'reflect',
    },
  ),
  define('Diag', { x: [[3]] }),
  define(
    'BatchToSpaceND',
    { x: [[4, 2, 2, 1]] },
    {
      blockShape: [2, 2],
      crops: [
        [0, 1],
        [0, 0],
      ],
    },
  ),
  define(
    'SpaceToBatchND',
    { x: [[1, 4, 4, 1]] },
    {
      blockShape: [2, 2],
      paddings: [
        [0, 0],
        [2, 0],
      ],
    },
  ),
  define('DepthToSpace', { x: [[1, 2, 2, 4]] }, { blockSize: 2, dataFormat: 'NHWC' }),
  define('ResizeBilinear', { images: [[1, 3, 4, 2]] }, half),
  define('ResizeBilinearGrad', { images: [[1, 3, 4, 2]], dy: [[1, 5, 7, 2]] }, { ...half, halfPixelCenters: false }),
  define('ResizeNearestNeighbor', { images: [[1, 3, 4, 2]] }, half),
  define(
    'ResizeNearestNeighborGrad',
    { images: [[1, 3, 4, 2]], dy: [[1, 5, 7, 2]] },
    { ...half, halfPixelCenters: false },
  ),
  define('FlipLeftRight', { image: [[1, 3, 4, 2]] }),
  define('RotateWithOffset', { image: [[1, 4, 4, 2]] }, { radians: 0.5, fillValue: 0.4, center: 0.5 }),
  define(
    'Transform',
    { image: [[1, 4, 4, 1]], transforms: () => tf.tensor2d([[1, 0.1, 0.4, 0.2, 0.9, 0.3, 0, 0]]) },
    { interpolation: 'bilinear', fillMode: 'constant', fillValue: 0.4, outputShape: [4, 4] },
  ),
  define(
    'CropAndResize',
    { image: [[1, 4, 4, 2]], boxes: () => tf.tensor2d([[0.1, 0.2, 1.4, 0.8]]), boxInd: () => integers([1], 1) },
    { cropSize: [3, 3], method: 'bilinear', extrapolationValue: 0.4 },
  ),
];

const rows = (count: number, end: number) => () => integers([count], end);
const gather = [
  define('GatherV2', { x: [[5, 3]], indices: () => integers([2, 4], 5) }, { axis: 0, batchDims: 0 }),
  define('GatherV2', { x: [[2, 5, 3]], indices: () => integers([2, 4], 5) }, { axis: 1, batchDims: 1 }),
  define('GatherNd', {
    params: [[3, 4]],
    indices: () =>
      tf.tensor2d(
        [
          [1, 2],
          [0, 3],
          [1, 2],
        ],
        [3, 2],
        'int32',
      ),
  }),
  define(
    'ScatterNd',
    { indices: () => tf.tensor2d([[1], [3], [1]], [3, 1], 'int32'), updates: [[3, 2]] },
    { shape: [5, 2] },
  ),
  define('TensorScatterUpdate', {
    tensor: [[5, 2]],
    indices: () => tf.tensor2d([[1], [3]], [2, 1], 'int32'),
    updates: [[2, 2]],
  }),
  define(
    'SparseToDense',
    { sparseIndices: () => tf.tensor2d([[1], [3]], [2, 1], 'int32'), sparseValues: [[2]], defaultValue: [[]] },
    { outputShape: [5] },
  ),
  define('UnsortedSegmentSum', { x: [[4, 3]], segmentIds: rows(4, 3) }, { numSegments: 3 }),
  define('TopK', { x: [[2, 3, 5]] }, { k: 2, sorted: true }),
];

const constants = [
  ...['Ceil', 'Floor', 'Round', 'Sign', 'Step', 'IsFinite', 'IsInf', 'IsNan', 'OnesLike', 'ZerosLike'].map((kernel) =>
    define(kernel, { x: [[7], [-2.3, 2.4]] }, { alpha: 0.3 }),
  ),
  ...['Equal', 'NotEqual', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'FloorDiv'].map((kernel) =>
    define(kernel, { a: [[2, 3]], b: [[3]] }),
  ),
  ...['ArgMax', 'ArgMin'].map((kernel) => define(kernel, { x: [[2, 3]] }, { axis: 1 })),
  define('Multinomial', { logits: [[2, 3]] }, { numSamples: 2, seed: 1, normalized: false }),
  define('SearchSorted', { sortedSequence: () => tf.tensor2d([[0, 0.5, 1]]), values: [[1, 2]] }, { side: 'left' }),
];

/** Constants all of whose inputs are integers or booleans: they can have no tangent, and their rule is never run. */
export const neverDifferentiated: readonly string[] = [
  'All',
  'Any',
  'BitwiseAnd',
  'LogicalAnd',
  'LogicalNot',
  'LogicalOr',
  'OneHot',
];

/** At least one run of every kernel that has a rule. */
export const kernelCases: readonly KernelCase[] = [
  ...[
    arithmetic,
    functions,
    activations,
    matmul,
    convolution,
    fused,
    pooling,
    normalisation,
    reductions,
    shapes,
    gather,
  ],
  constants,
].flat();

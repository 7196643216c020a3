import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { onEachBackend } from '../fixtures/backends.js';
import { type Operation, runKernel, sameAsTfjs } from '../fixtures/training-kernels.js';
import { registerTrainingKernels, unregisterTrainingKernels } from './index.js';

afterAll(unregisterTrainingKernels);

const upTo = (max: number) => fc.integer({ min: 1, max });
const pad = fc.oneof(
  fc.constantFrom<'same' | 'valid'>('same', 'valid'),
  fc.integer({ min: 0, max: 3 }),
  fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }).map(
    ([top, bottom, left, right]): tf.backend_util.ExplicitPadding => [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
  ),
);
const geometry = (dilated: boolean) =>
  fc.record({
    image: fc.tuple(upTo(3), upTo(9), upTo(9), upTo(9)),
    filter: fc.tuple(upTo(4), upTo(4)),
    outChannels: upTo(10),
    multiplier: upTo(3),
    strides: fc.tuple(upTo(3), upTo(3)),
    dilations: fc.constantFrom<[number, number]>(
      [1, 1],
      ...(dilated
        ? ([
            [1, 2],
            [2, 1],
            [3, 2],
          ] as [number, number][])
        : []),
    ),
    pad,
    dimRoundingMode: fc.constantFrom<'floor' | 'ceil' | 'round'>('floor', 'ceil', 'round'),
  });
type Geometry = ReturnType<typeof geometry> extends fc.Arbitrary<infer T> ? T : never;

/** The shapes and attributes of a convolution, with strides of 1 where it is dilated. */
function convolution({ image, filter, outChannels, multiplier, ...rest }: Geometry, depthwise: boolean) {
  const isDilated = rest.dilations.some((dilation) => dilation > 1);
  const strides: [number, number] = isDilated ? [1, 1] : rest.strides;
  const filterShape: [number, number, number, number] = [...filter, image[3], depthwise ? multiplier : outChannels];
  const info = tf.backend_util.computeConv2DInfo(
    image,
    filterShape,
    strides,
    rest.dilations,
    rest.pad,
    rest.dimRoundingMode,
    depthwise,
  );
  fc.pre(info.outHeight > 0 && info.outWidth > 0);
  return { image, filterShape, out: info.outShape, attributes: { ...rest, strides, dataFormat: 'NHWC' } };
}

/** The dense kernels are told 1 for both dilations by having none among their attributes. */
const kernels: Record<string, (given: Geometry) => Operation> = {
  Conv2DBackpropFilter: (given) => (numbers) => {
    const { image, filterShape, out, attributes } = convolution(given, false);
    return runKernel(
      'Conv2DBackpropFilter',
      { x: numbers.of(image), dy: numbers.of(out) },
      { ...attributes, filterShape },
    );
  },
  Conv2DBackpropInput: (given) => (numbers) => {
    const { image, filterShape, out, attributes } = convolution(given, false);
    const inputs = { dy: numbers.of(out), filter: numbers.of(filterShape) };
    return runKernel('Conv2DBackpropInput', inputs, { ...attributes, inputShape: image });
  },
  DepthwiseConv2dNativeBackpropFilter: (given) => (numbers) => {
    const { image, filterShape, out, attributes } = convolution(given, true);
    const inputs = { x: numbers.of(image), dy: numbers.of(out) };
    return runKernel('DepthwiseConv2dNativeBackpropFilter', inputs, { ...attributes, filterShape });
  },
  DepthwiseConv2dNativeBackpropInput: (given) => (numbers) => {
    const { image, filterShape, out, attributes } = convolution(given, true);
    const inputs = { dy: numbers.of(out), filter: numbers.of(filterShape) };
    return runKernel('DepthwiseConv2dNativeBackpropInput', inputs, { ...attributes, inputShape: image });
  },
};

const forward: Record<string, (given: Geometry) => Operation> = {
  Conv2D: (given) => (numbers) => {
    const { image, filterShape, attributes } = convolution(given, false);
    return runKernel('Conv2D', { x: numbers.of(image), filter: numbers.of(filterShape) }, attributes);
  },
  FusedConv2D: (given) => (numbers) => {
    const { image, filterShape, attributes } = convolution(given, false);
    const inputs = { x: numbers.of(image), filter: numbers.of(filterShape), bias: numbers.of([filterShape[3]]) };
    return runKernel('FusedConv2D', inputs, { ...attributes, activation: given.multiplier > 1 ? 'relu' : 'linear' });
  },
  DepthwiseConv2dNative: (given) => (numbers) => {
    const { image, filterShape, attributes } = convolution(given, true);
    return runKernel('DepthwiseConv2dNative', { x: numbers.of(image), filter: numbers.of(filterShape) }, attributes);
  },
};

/** Shapes and attributes of a pool, of rounding `mode`. */
function pool({ image, filter, strides, pad, dimRoundingMode }: Geometry, mode = dimRoundingMode) {
  const attributes = { filterSize: filter, strides, pad, dimRoundingMode: mode };
  const info = tf.backend_util.computePool2DInfo(image, filter, strides, 1, pad, mode);
  fc.pre(info.outHeight > 0 && info.outWidth > 0);
  return { image, out: info.outShape, attributes };
}

const avgPoolGrad =
  (given: Geometry): Operation =>
  (numbers) => {
    const { image, out, attributes } = pool(given, 'floor'); // tfjs's kernels of the average know no other mode
    return runKernel('AvgPoolGrad', { dy: numbers.of(out), input: numbers.of(image) }, attributes);
  };

/** Of whole numbers, where many are equal, or of any; all positive where asked for. */
const maxPoolGrad =
  (given: Geometry, areWhole: boolean, arePositive: boolean): Operation =>
  (numbers) => {
    const { image, out, attributes } = pool(given);
    const [dy, x] = [numbers.of(out), numbers.of(image)];
    const whole = areWhole ? tf.round(x) : x;
    const input = arePositive ? tf.add(tf.abs(whole), 1) : whole;
    return runKernel('MaxPoolGrad', { dy, input, output: dy }, attributes);
  };

onEachBackend((backend) => {
  test.each(Object.entries(kernels))('%s', (_name, operation) => sameAsTfjs(backend, geometry(false), operation));

  test('AvgPoolGrad', () => sameAsTfjs(backend, geometry(false), avgPoolGrad));

  // Of equal numbers another one is chosen on each backend. Where none is positive, tfjs's own on wasm is wrong: it sends dy
  // to the first pixel of all. The sums have few terms, so generous magnitudes will do.
  test.each([true, false])('MaxPoolGrad, whole numbers: %j, as on this backend', (areWhole) =>
    sameAsTfjs(backend, geometry(false), (given) => maxPoolGrad(given, areWhole, backend === 'wasm'), {
      reference: backend,
      specials: backend === 'cpu',
      magnitudes:
        ({ image }) =>
        (numbers) =>
          tf.add(4, numbers.of(image)),
    }),
  );

  test.each([
    [
      [-2, -1],
      [0, 1],
    ],
    [
      [-1, -2],
      [1, 0],
    ],
    [
      [Number.NaN, -3],
      [0, 1],
    ],
    [
      [-Infinity, Number.NaN],
      [0, 0],
    ],
  ])('MaxPoolGrad sends dy to the greatest of %j', (window, expected) => {
    registerTrainingKernels();
    const dx = tf.tidy(() => {
      const input = tf.tensor4d(window, [1, 2, 1, 1]);
      const inputs = { dy: tf.ones([1, 1, 1, 1]), input, output: input };
      return runKernel('MaxPoolGrad', inputs, { filterSize: [2, 1], strides: [1, 1], pad: 'valid' }) as tf.Tensor;
    });
    expect(Array.from(dx.dataSync())).toEqual(expected);
    dx.dispose();
  });
});

test.each(Object.entries(forward))('%s on cpu', (_name, operation) => sameAsTfjs('cpu', geometry(true), operation));

import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { onEachBackend } from '../fixtures/backends.js';
import { type Numbers, runKernel, sameAsTfjs } from '../fixtures/training-kernels.js';
import { registerTrainingKernels, unregisterTrainingKernels } from './index.js';

afterAll(unregisterTrainingKernels);

const shape = (minLength = 0) => fc.array(fc.integer({ min: 1, max: 5 }), { minLength, maxLength: 5 });
const dtype = fc.constantFrom<'float32' | 'int32' | 'bool'>('float32', 'int32', 'bool');

const sums = shape().chain((of) =>
  fc.record({ of: fc.constant(of), axes: fc.subarray([...of.keys()]), dtype, keepDims: fc.boolean() }),
);

const part = (length: number) =>
  fc.tuple(fc.nat(length - 1), fc.nat(length - 1)).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1]);
const parts = shape(1).chain((of) => fc.record({ of: fc.constant(of), parts: fc.tuple(...of.map(part)), dtype }));
const steps = fc.record({ parts, strides: fc.array(fc.constantFrom(1, 1, 2), { minLength: 5, maxLength: 5 }) });

const tiles = shape(1).chain((of) =>
  fc.record({
    of: fc.constant(of),
    times: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: of.length, maxLength: of.length }),
    dtype,
  }),
);

const orders = shape(1).chain((of) =>
  fc.record({
    of: fc.constant(of),
    order: fc.shuffledSubarray([...of.keys()], { minLength: of.length, maxLength: of.length }),
    dtype,
  }),
);

const side = fc.integer({ min: 0, max: 2 });
const pads = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }).chain((of) =>
  fc.record({
    of: fc.constant(of),
    around: fc.array(fc.tuple(side, side), { minLength: of.length, maxLength: of.length }),
    value: fc.constantFrom(0, 3),
    dtype,
  }),
);

const splits = shape(1).chain((of) =>
  fc
    .nat(of.length - 1)
    .chain((axis) => fc.record({ of: fc.constant(of), axis: fc.constant(axis), first: fc.nat(of[axis]), dtype })),
);

const segments = fc.record({
  ids: fc.array(fc.integer({ min: -1, max: 5 }), { minLength: 1, maxLength: 12 }),
  rest: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
});

const normalizations = fc.record({
  of: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 4, maxLength: 4 }),
  isByChannel: fc.boolean(),
  hasOffset: fc.boolean(),
  hasScale: fc.boolean(),
});

/** The variance is square, so some is NaN where numbers are, and some is zero. */
function normalize(
  { of, isByChannel, hasOffset, hasScale }: ReturnType<typeof normalizations.generate>['value'],
  numbers: Numbers,
): tf.Tensor {
  const next = () => numbers.of(isByChannel ? of.slice(-1) : of);
  const [x, mean, variance] = [numbers.of(of), next(), tf.square(next())];
  const inputs = { x, mean, variance, ...(hasOffset && { offset: next() }), ...(hasScale && { scale: next() }) };
  return runKernel('FusedBatchNorm', inputs, { varianceEpsilon: 0.5 }) as tf.Tensor;
}

onEachBackend((backend) => {
  test('sum over any axes', () =>
    sameAsTfjs(
      backend,
      sums,
      (given) => (numbers) => tf.sum(numbers.of(given.of, given.dtype), given.axes, given.keepDims),
    ));

  test('mean over any axes', () =>
    sameAsTfjs(
      backend,
      sums,
      (given) => (numbers) => tf.mean(numbers.of(given.of, given.dtype), given.axes, given.keepDims),
    ));

  test('tile', () =>
    sameAsTfjs(
      backend,
      tiles,
      ({ of, times, dtype }) =>
        (numbers) =>
          tf.tile(numbers.of(of, dtype), times),
    ));

  test('transpose', () =>
    sameAsTfjs(
      backend,
      orders,
      ({ of, order, dtype }) =>
        (numbers) =>
          tf.transpose(numbers.of(of, dtype), order),
    ));

  test('pad', () =>
    sameAsTfjs(
      backend,
      pads,
      ({ of, around, value, dtype }) =>
        (numbers) =>
          tf.pad(numbers.of(of, dtype), around, value),
      { reference: backend },
    ));

  test('softmax', () =>
    sameAsTfjs(backend, shape(1), (of) => (numbers) => tf.softmax(numbers.of(of)), {
      magnitudes: (of) => (numbers) => tf.onesLike(numbers.of(of)),
    }));

  test('exp', () => sameAsTfjs(backend, shape(), (of) => (numbers) => tf.exp(numbers.of(of)), { reference: backend }));

  test('batch normalization with statistics of channels, or of all numbers', () =>
    sameAsTfjs(backend, normalizations, (given) => (numbers) => normalize(given, numbers), {
      magnitudes: (given) => (numbers) => tf.add(normalize(given, numbers), 4),
    }));

  test('slice', () =>
    sameAsTfjs(backend, parts, (given) => (numbers) => {
      const sizes = given.parts.map(([from, to]) => to - from);
      return tf.slice(
        numbers.of(given.of, given.dtype),
        given.parts.map(([from]) => from),
        sizes,
      );
    }));

  test('stridedSlice', () =>
    sameAsTfjs(backend, steps, ({ parts: { of, parts }, strides }) => (numbers) => {
      const [from, to] = [0, 1].map((side) => parts.map((bounds) => bounds[side]));
      return tf.stridedSlice(numbers.of(of), from, to, strides.slice(0, of.length));
    }));

  test('split', () =>
    sameAsTfjs(
      backend,
      splits,
      ({ of, axis, first, dtype }) =>
        (numbers) =>
          tf.split(numbers.of(of, dtype), [first, of[axis] - first], axis),
    ));

  // Where there is a NaN, tfjs's cpu backend spreads it over all segments.
  test('unsortedSegmentSum', () =>
    sameAsTfjs(
      backend,
      segments,
      ({ ids, rest }) =>
        (numbers) =>
          tf.unsortedSegmentSum(numbers.of([ids.length, ...rest]), tf.tensor1d(ids, 'int32'), 5),
      { specials: false },
    ));

  test('unsortedSegmentSum leaves a NaN in its segment', () => {
    registerTrainingKernels();
    const sums = tf.tidy(() =>
      tf.unsortedSegmentSum(tf.tensor1d([1, Number.NaN, 2]), tf.tensor1d([0, 1, 0], 'int32'), 3),
    );
    expect(Array.from(sums.dataSync())).toEqual([3, Number.NaN, 0]);
    sums.dispose();
  });

  test('a clone lives on when its tensor has gone, and the other way round', () => {
    registerTrainingKernels();
    const x = tf.tensor1d([1, 2, 3]);
    const [a, b] = [x.clone(), x.clone()];
    x.dispose();
    a.dispose();
    expect(Array.from(b.dataSync())).toEqual([1, 2, 3]);
    b.dispose();
  });
});

test('on cpu there is a mean of numbers whose sum is none of float32', async () => {
  await tf.setBackend('cpu');
  registerTrainingKernels();
  const mean = tf.tidy(() => tf.mean(tf.fill([4, 2], 3e38), 0));
  expect(mean.dataSync()[1] / 3e38).toBeCloseTo(1, 6);
  mean.dispose();
});

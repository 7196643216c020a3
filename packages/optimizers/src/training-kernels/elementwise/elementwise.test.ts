import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { onEachBackend } from '../../fixtures/backends.js';
import { type Numbers, runKernel, type Shape, sameAsTfjs } from '../../fixtures/training-kernels.js';
import { unregisterTrainingKernels } from '../index.js';
import { broadcast } from './broadcast.js';

afterAll(unregisterTrainingKernels);

/** Two shapes that broadcast: axes are left out in front, and are one here or there. */
const shapes = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 }), fc.infiniteStream(fc.nat(5)))
  .map(([shape, choices]) => {
    const next = () => choices.next().value!;
    const operand = () => shape.slice(Math.max(0, next() - 3)).map((size) => (next() === 0 ? 1 : size));
    return { a: operand(), b: operand() };
  });

const dtype = fc.constantFrom<'float32' | 'int32'>('float32', 'float32', 'int32');

const truths = (numbers: Numbers, shape: Shape) => tf.greater(numbers.of(shape), 0);

onEachBackend((backend) => {
  test.each(['Add', 'Sub', 'Multiply'])('%s, broadcast', (kernel) =>
    sameAsTfjs(
      backend,
      fc.record({ shapes, dtype }),
      ({ shapes: { a, b }, dtype }) =>
        (numbers) =>
          runKernel(kernel, { a: numbers.of(a, dtype), b: numbers.of(b, dtype) }),
      {
        magnitudes:
          ({ shapes: { a, b }, dtype }) =>
          (numbers) =>
            tf.add(numbers.of(a, dtype), numbers.of(b, dtype)),
      },
    ),
  );

  // What is not the same bits would have to be near something.
  test.each(['RealDiv', 'SquaredDifference', 'Equal', 'GreaterEqual', 'LessEqual'])(
    '%s, broadcast, to the last bit',
    (kernel) =>
      sameAsTfjs(
        backend,
        shapes,
        ({ a, b }) =>
          (numbers) =>
            runKernel(kernel, { a: numbers.of(a), b: numbers.of(b) }),
        {
          magnitudes:
            ({ a, b }) =>
            (numbers) =>
              tf.zerosLike(tf.add(numbers.of(a), numbers.of(b))),
          reference: backend,
        },
      ),
  );

  test('LogicalAnd, broadcast', () =>
    sameAsTfjs(
      backend,
      shapes,
      ({ a, b }) =>
        (numbers) =>
          runKernel('LogicalAnd', { a: truths(numbers, a), b: truths(numbers, b) }),
      { reference: backend },
    ));

  // A condition of rank 1 chooses rows.
  test.each([true, false])('Select, number by number: %j', (isByNumber) =>
    sameAsTfjs(
      backend,
      shapes,
      ({ a }) =>
        (numbers) => {
          const condition = truths(numbers, isByNumber ? a : a.slice(0, 1));
          return runKernel('Select', { condition, t: numbers.of(a), e: numbers.of(a) });
        },
      { reference: backend },
    ),
  );

  test.each([
    ['Neg', {}],
    ['Relu', {}],
    ['Step', { alpha: 0 }],
    ['Step', { alpha: 0.25 }],
    ['ClipByValue', { clipValueMin: -0.5, clipValueMax: 1 }],
  ])('%s %j, to the last bit', (kernel, attributes) =>
    sameAsTfjs(
      backend,
      shapes,
      ({ a }) =>
        (numbers) =>
          runKernel(kernel, { x: numbers.of(a) }, attributes),
      {
        magnitudes:
          ({ a }) =>
          (numbers) =>
            tf.zerosLike(numbers.of(a)),
        reference: backend,
      },
    ),
  );
});

test.each([
  [[2, 3, 4], [2, 3, 4], 1],
  [[2, 3, 4], [4], 6],
  [[2, 3, 4], [3, 1], 6],
  [[2, 3, 4], [], 1],
  [[5, 1], [1, 7], 5],
  [[2, 1, 4], [2, 1, 4], 1],
])('%j and %j go together in as few rows as can be', (a, b, rows) => {
  let count = 0;
  broadcast(a, b).forEachRow(() => count++);
  expect(count).toBe(rows);
});

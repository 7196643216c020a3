import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { onEachBackend } from '../fixtures/backends.js';
import { sameAsTfjs } from '../fixtures/training-kernels.js';
import { registerTrainingKernels, unregisterTrainingKernels } from './index.js';

afterAll(unregisterTrainingKernels);

const length = fc.integer({ min: 1, max: 20 });
/** Batches that tfjs broadcasts: the same on both sides, or none on one of them. */
const batches = fc.tuple(
  fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  fc.constantFrom('both', 'left', 'right'),
);
const productOn = (backend: string) =>
  fc.record({
    sizes: fc.tuple(length, length, length),
    batches,
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
    // tfjs's wasm backend refuses other types.
    dtype: fc.constantFrom<tf.DataType>('float32', ...(backend === 'cpu' ? (['float32', 'int32'] as const) : [])),
  });
type Product = ReturnType<typeof productOn> extends fc.Arbitrary<infer T> ? T : never;
const sides = ({ sizes: [m, n, k], batches: [batch, side], transposeA, transposeB }: Product) => [
  [...(side === 'right' ? batch.map(() => 1) : batch), ...(transposeA ? [k, m] : [m, k])],
  [...(side === 'left' ? [] : batch), ...(transposeB ? [n, k] : [k, n])],
];

onEachBackend((backend) => {
  test('matMul: batches, broadcasts, transposes, types', () =>
    sameAsTfjs(backend, productOn(backend), (given) => (numbers) => {
      const [a, b] = sides(given).map((shape) => numbers.of(shape, given.dtype));
      return tf.matMul(a, b, given.transposeA, given.transposeB);
    }));

  test('matMul of more than one block', () =>
    sameAsTfjs(
      backend,
      fc.constantFrom([70, 9, 1030], [2, 520, 600], [130, 260, 8]),
      ([m, n, k]) =>
        (numbers) =>
          tf.matMul(numbers.of([m, k]), numbers.of([k, n])),
      { runs: 6, specials: false },
    ));

  test.each(['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const)('fused matMul with %s', (activation) =>
    sameAsTfjs(
      backend,
      fc.tuple(length, length, length, fc.constantFrom('none', 'row', ...(backend === 'cpu' ? ['matrix'] : []))),
      ([m, n, k, kind]) =>
        (numbers) => {
          const [a, b] = [numbers.of([m, k]), numbers.of([k, n])] as tf.Tensor2D[];
          const bias = kind === 'none' ? undefined : numbers.of(kind === 'row' ? [n] : [m, n]);
          return tf.fused.matMul({ a, b, bias, activation, leakyreluAlpha: 0.1 });
        },
      {
        specials: backend === 'cpu', // wasm's own kernel bounds NaN away
        magnitudes:
          ([m, n, k]) =>
          (numbers) =>
            tf.add(1, tf.matMul(numbers.of([m, k]), numbers.of([k, n]))),
      },
    ),
  );

  // tfjs gets these wrong: it takes the batches in turn on both sides.
  test('matMul broadcasts part of the batches', () => {
    registerTrainingKernels();
    const [a, b] = [
      tf.randomNormal([2, 1, 3, 4], 0, 1, 'float32', 1),
      tf.randomNormal([2, 3, 4, 5], 0, 1, 'float32', 2),
    ];
    const result = tf.matMul(a, b).arraySync() as number[][][][];
    const [left, right] = [a.arraySync(), b.arraySync()] as number[][][][][];
    for (const [i, j, row, column] of indices(2, 3, 3, 5)) {
      const expected = left[i][0][row].reduce((sum, factor, k) => sum + factor * right[i][j][k][column], 0);
      expect(result[i][j][row][column]).toBeCloseTo(expected, 5);
    }
    tf.dispose([a, b]);
  });
});

/** All lists of indices below these lengths. */
const indices = (...lengths: number[]): number[][] =>
  lengths.reduce<number[][]>(
    (lists, length) => lists.flatMap((list) => Array.from({ length }, (_, index) => [...list, index])),
    [[]],
  );

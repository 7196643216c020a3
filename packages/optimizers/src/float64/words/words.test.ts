// Words on plain arrays against tfjs's own.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { sizeFromShape } from '../../words/tensor.js';
import { tfjsWords } from '../../words/tfjs-words.js';
import { add, carriedOutBy, type Words } from '../../words/words.js';
import { type ArrayTensor, arrayTensor } from './array-tensor.js';
import { float64Words } from './float64-words.js';

beforeAll(() => tf.setBackend('cpu'));

type Plain = Words<ArrayTensor>;
/** A tensor as data: where `values` are too few they repeat. */
interface Given {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const numbersOf = ({ shape, values }: Given) =>
  Array.from({ length: sizeFromShape(shape) }, (_, i) => Math.fround(values[i % values.length]));

/** Runs the same line on both machines and compares shapes and elements, within float32. */
function agree(given: readonly Given[], line: (t: Plain, ...tensors: ArrayTensor[]) => ArrayTensor): void {
  const found = line(float64Words, ...given.map((one) => arrayTensor(Float64Array.from(numbersOf(one)), one.shape)));
  tf.tidy(() => {
    const tensors = given.map((one) => tf.tensor(numbersOf(one), [...one.shape], 'float32'));
    const expected = line(tfjsWords as never, ...(tensors as never[])) as unknown as tf.Tensor;
    expect(found.shape).toEqual(expected.shape);
    expect({ size: found.size, rank: found.rank }).toEqual({ size: expected.size, rank: expected.rank });
    for (const [i, value] of expected.dataSync().entries()) {
      const close = Math.abs(found.data[i] - value) <= 1e-4 * (1 + Math.abs(value));
      if (!close && !Object.is(found.data[i], value)) throw new Error(`[${i}] is ${found.data[i]}, in tfjs ${value}`);
    }
  });
}

const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.float({ min: -9, max: 9, noNaN: true })), {
  minLength: 1,
  maxLength: 30,
});
const shapes = (ranks: { minLength: number; maxLength: number }) => fc.array(fc.integer({ min: 1, max: 4 }), ranks);
const tensors = (minLength = 0, maxLength = 4) =>
  fc.record({ shape: shapes({ minLength, maxLength }), values }) satisfies fc.Arbitrary<Given>;

/** Two that go together: of one shape some axes are 1, and some in front are missing. */
const pairs = fc
  .tuple(shapes({ minLength: 0, maxLength: 4 }), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), fc.nat(4))
  .chain(([shape, ones, missing]) => {
    const other = shape.map((size, axis) => (ones[axis] ? 1 : size)).slice(Math.min(missing, shape.length));
    return fc.tuple(fc.record({ shape: fc.constant(shape), values }), fc.record({ shape: fc.constant(other), values }));
  });

const check = <T>(inputs: fc.Arbitrary<T>, property: (input: T) => void) =>
  fc.assert(fc.property(inputs, property), { numRuns: 60 });

const binary = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'greater', 'less', 'equal'] as const;

test.each(binary)('%s repeats axes of length 1 and those that are missing, on either side', (word) => {
  check(pairs, ([a, b]) => {
    const divisors = word === 'div' ? [a, b].map((one) => ({ ...one, values: one.values.map((x) => x || 1) })) : [a, b];
    agree(divisors, (t, x, y) => t[word](x, y));
    agree([...divisors].reverse(), (t, x, y) => t[word](x, y));
    agree([divisors[0]], (t, x) => t[word](x, 2));
    agree([divisors[0]], (t, x) => t[word](word === 'div' ? 1 : -1, word === 'div' ? t.add(t.abs(x), 1) : x));
  });
});

test('pow, conditions, and what is chosen by them', () => {
  check(pairs, ([a, b]) => {
    agree([a, b], (t, x, y) => t.pow(t.add(t.abs(x), 0.5), t.clipByValue(y, -2, 2)));
    agree([a, b], (t, x, y) => t.where(t.greater(x, 0), y, x));
    agree([a, b], (t, x, y) => t.where(t.less(x, y), x, 0));
    agree([a, b], (t, x, y) => t.where(t.logicalAnd(t.greater(x, 0), t.logicalNot(t.less(y, 0))), y, 7));
    agree([a, b], (t, x, y) => t.where(t.logicalOr(t.greater(x, 0), t.less(y, 0)), 1, x));
  });
});

test.each(['neg', 'abs', 'sign', 'square', 'zerosLike', 'onesLike', 'prod'] as const)('%s', (word) => {
  check(tensors(0, 3), (given) => {
    const mild = { ...given, values: given.values.map((x) => Math.round(x) / 4) };
    agree([mild], (t, x) => t[word](x));
  });
});

test('sqrt', () => {
  check(tensors(), (given) => agree([given], (t, x) => t.sqrt(t.abs(x))));
});

test.each(['sum', 'mean', 'max', 'min'] as const)(
  '%s, of all, along an axis from either end, and along some',
  (word) => {
    check(fc.tuple(tensors(1), fc.nat(), fc.boolean()), ([given, place, keep]) => {
      const { length } = given.shape;
      const axis = place % length;
      agree([given], (t, x) => t[word](x));
      agree([given], (t, x) => t[word](x, axis, keep));
      agree([given], (t, x) => t[word](x, axis - length, keep));
      agree([given], (t, x) => t[word](x, [...new Set([axis, (axis + 1) % length])], keep));
      agree([given], (t, x) => t[word](x, undefined, true));
    });
  },
);

test('argMax finds the first', () => {
  check(fc.tuple(tensors(1), fc.nat()), ([given, place]) => {
    agree([given], (t, x) => t.argMax(x, place % given.shape.length));
  });
});

test('matrix products, each side as it is or transposed', () => {
  const sizes = fc.tuple(...([1, 2, 3] as const).map(() => fc.integer({ min: 1, max: 5 })));
  check(fc.tuple(sizes, values, values, fc.boolean(), fc.boolean()), ([[n, k, m], first, second, left, right]) => {
    const a = { shape: left ? [k, n] : [n, k], values: first };
    const b = { shape: right ? [m, k] : [k, m], values: second };
    agree([a, b], (t, x, y) => t.matMul(x, y, left, right));
  });
});

test('the inverse of a matrix', () => {
  const rows = fc.integer({ min: 1, max: 5 });
  check(fc.tuple(rows, values), ([n, own]) => {
    const small = { shape: [n, n], values: own.map((x) => x / 40) };
    agree([small], (t, x) => t.inverse(t.add(x, t.eye(n)))); // by rows all are smaller than the diagonal's
  });
  agree([{ shape: [2, 2], values: [0, 2, 3, 1] }], (t, x) => t.inverse(x));
  expect(float64Words.inverse(float64Words.ones([2, 2])).data.some(Number.isFinite)).toBe(false);
});

test('axes in another order', () => {
  check(fc.tuple(tensors(), fc.array(fc.nat(), { minLength: 4, maxLength: 4 })), ([given, keys]) => {
    const order = [...given.shape.keys()].sort((a, b) => keys[a] - keys[b]);
    agree([given], (t, x) => t.transpose(x));
    agree([given], (t, x) => t.transpose(x, order));
  });
});

test('shapes, parts and places', () => {
  check(fc.tuple(tensors(1, 3), values, fc.nat(), fc.nat()), ([given, more, place, other]) => {
    const { shape } = given;
    const axis = place % shape.length;
    const index = other % shape[axis];
    agree([given], (t, x) => t.reshape(x, [-1]));
    agree([given], (t, x) => t.reshape(x, [shape[0], -1]));
    agree([given], (t, x) => t.expandDims(x, axis));
    agree([given], (t, x) => t.expandDims(x, -1));
    agree([given, { shape, values: more }], (t, x, y) => t.concat([x, y, x], axis));
    agree([given, { shape, values: more }], (t, x, y) => t.stack([x, y]));
    agree([given], (t, x) => t.stack(t.unstack(x).reverse()));
    agree([given], (t, x) => t.concat(t.split(x, [index % shape[0], shape[0] - (index % shape[0])]).reverse()));
    const begin = shape.map((size) => other % size);
    agree([given], (t, x) => t.slice(x, begin));
    agree([given], (t, x) => t.slice(x, begin, shape.map(() => 1))); // biome-ignore format: one line
    agree([given], (t, x) => t.gather(x, t.tensor([index, 0], [2], 'int32'), axis));
    agree([{ ...given, shape: [given.values.length] }], (t, x) => t.reverse(x));
  });
});

test('what is made of nothing, and bands of a matrix', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }));
  check(
    fc.tuple(sizes, values, fc.integer({ min: -1, max: 4 }), fc.integer({ min: -1, max: 4 })),
    ([shape, own, low, high]) => {
      const [n, m] = shape;
      agree([{ shape, values: own }], (t, x) => t.bandPart(x, Math.min(low, n - 1), Math.min(high, m - 1)));
      agree([], (t) => t.eye(n));
      agree([], (t) => t.fill([n, m], 2.5));
      agree([], (t) => t.add(t.zeros([n, m]), t.ones([m])));
      agree([], (t) => t.range(0, n + m));
      agree([], (t) => t.range(1, n + m, 2, 'int32'));
      agree([], (t) => t.scalar(own[0]));
    },
  );
});

test('of no elements there are none, and sums of none are 0', () => {
  agree([{ shape: [0], values: [0] }], (t, x) => t.add(t.square(x), 1));
  agree([{ shape: [0, 3], values: [0] }], (t, x) => t.sum(x, 0));
  agree([{ shape: [2, 0], values: [0] }], (t, x) => t.concat([x, x]));
});

test('shapes that do not go together are told', () => {
  const of = (shape: number[]) => float64Words.zeros(shape);
  expect(() => float64Words.add(of([2, 3]), of([2]))).toThrow('Shapes [2,3] and [2] do not go together.');
  expect(() => float64Words.matMul(of([2, 3]), of([2, 3]))).toThrow('Matrices [2,3] and [2,3] cannot be multiplied.');
});

test('words are for steps: none is carried out before or after', () => {
  expect(() => add(1, 2)).toThrow('within a step alone');
  const fails = () => {
    throw new Error('in the step');
  };
  expect(() => carriedOutBy(float64Words, fails)).toThrow('in the step');
  expect(() => add(1, 2)).toThrow('within a step alone');
  expect(carriedOutBy(float64Words, () => float64Words.dataSync(add(1, 2) as ArrayTensor)[0])).toBe(3);
});

import * as tf from '@tensorflow/tfjs';
import { adam, gradientAccumulation, momentum, rmsprop, sgd, sharpnessAware, type ZooOptimizer } from '../index.js';

// Gradients that tf's own optimizers take too: whole numbers, and fewer numbers than the variable has.

beforeAll(() => tf.setBackend('cpu'));

const start = [
  [1, 2, 3],
  [4, 5, 6],
];

const given: readonly (readonly [string, () => tf.Tensor])[] = [
  ['whole numbers', () => tf.tensor2d(start, undefined, 'int32')],
  ['a scalar', () => tf.scalar(0.5)],
  ['a whole scalar', () => tf.scalar(2, 'int32')],
  ['a row', () => tf.tensor1d([1, -1, 0.5])],
  ['a column', () => tf.tensor2d([[1], [-2]])],
];

/** Three steps by the same gradient. */
function end(optimizer: tf.Optimizer, gradient: () => tf.Tensor): number[] {
  const x = tf.variable(tf.tensor2d(start));
  const before = tf.memory().numTensors;
  for (let step = 0; step < 3; step++) {
    const g = gradient();
    optimizer.applyGradients({ [x.name]: g });
    g.dispose();
  }
  const values = Array.from(x.dataSync());
  optimizer.dispose();
  if ('rule' in optimizer) expect(tf.memory().numTensors).toBe(before);
  x.dispose();
  return values;
}

describe.each(given)('%s for a gradient', (_what, gradient) => {
  test.each<[string, () => ZooOptimizer, () => tf.Optimizer]>([
    ['sgd', () => sgd({ learningRate: 0.1 }), () => tf.train.sgd(0.1)],
    ['momentum', () => momentum({ learningRate: 0.1 }), () => tf.train.momentum(0.1, 0.9)],
    ['adam', () => adam({ learningRate: 0.1, epsilon: 1e-7 }), () => tf.train.adam(0.1, 0.9, 0.999, 1e-7)],
    ['rmsprop', () => rmsprop({ learningRate: 0.1, variant: 'tf', epsilon: 1e-7 }), () => tf.train.rmsprop(0.1)],
  ])('%s takes it as tf does', (_name, ours, theirs) => {
    const expected = end(theirs(), gradient);
    end(ours(), gradient).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 4);
    });
  });

  test('so do wrappers', () => {
    const [plain, wrapped] = [1, 3].map((gradientAccumulationSteps) =>
      end(
        gradientAccumulation(sgd({ learningRate: 0.3 / gradientAccumulationSteps }), { gradientAccumulationSteps }),
        gradient,
      ),
    );
    expect(plain).not.toEqual(start.flat());
    expect(wrapped).not.toEqual(start.flat());
  });
});

test.each<[string, () => tf.Tensor, string]>([
  ['more axes', () => tf.ones([1, 2, 3]), 'has shape [1,2,3], but the variable [2,3].'],
  ['more elements', () => tf.ones([2, 6]), 'has shape [2,6], but the variable [2,3].'],
  ['elements that do not fit', () => tf.ones([2]), 'has shape [2], but the variable [2,3].'],
  ['truth values', () => tf.onesLike(tf.tensor2d(start, undefined, 'bool')), 'is bool, but must be float32 or int32.'],
])('%s are an error, and leave nothing behind', (_what, gradient, sentence) => {
  const [x, y] = [tf.variable(tf.tensor1d([1])), tf.variable(tf.tensor2d(start))];
  const [first, second] = [tf.scalar(1, 'int32'), gradient()];
  const optimizer = sgd();
  const { numTensors } = tf.memory();
  const gradients = { [x.name]: first, [y.name]: second };
  expect(() => optimizer.applyGradients(gradients)).toThrow(`SGD: the gradient of '${y.name}' ${sentence}`);
  expect(tf.memory().numTensors).toBe(numTensors);
  tf.dispose([x, y, first, second]);
});

test('a step that fails gives back what it made', () => {
  const x = tf.variable(tf.tensor1d([1, 2]));
  const optimizer = sgd({ learningRate: (step) => -step });
  const gradient = tf.scalar(1);
  const { numTensors } = tf.memory();
  expect(() => optimizer.applyGradients({ [x.name]: gradient })).toThrow('learningRate');
  expect(tf.memory().numTensors).toBe(numTensors);
  tf.dispose([x, gradient]);
});

test('the same gradient twice counts once, also when it is broadcast', () => {
  const x = tf.variable(tf.tensor1d([1, 2]));
  const gradient = tf.scalar(1);
  const one = { name: x.name, tensor: gradient };
  sgd({ learningRate: 0.5 }).applyGradients([one, one]);
  expect(Array.from(x.dataSync())).toEqual([0.5, 1.5]);
  tf.dispose([x, gradient]);
});

test('a source that gives such gradients may be one in another', () => {
  const x = tf.variable(tf.tensor1d([1, 2]));
  const half = { name: 'half', provides: ['grad', 'loss'] as const };
  const gradient = sharpnessAware({
    rho: Math.SQRT2,
    gradient: {
      ...half,
      evaluate: (loss) => ({ value: loss(), grads: { [x.name]: tf.mul(0.5, tf.max(x)) } }),
    },
  });
  const optimizer = sgd({ learningRate: 1, gradient });
  optimizer.minimize(() => tf.sum(x) as tf.Scalar);
  // up by √2 (1, 1) / √2, where the largest is 3
  expect(Array.from(x.dataSync())).toEqual([expect.closeTo(-0.5, 5), expect.closeTo(0.5, 5)]);
  tf.dispose(x);
});

import * as tf from '@tensorflow/tfjs';
import { problems } from '../fixtures/autodiff/models.js';
import { onEachBackend } from '../fixtures/backends.js';
import { quadratic } from '../fixtures/landscape.js';
import { slice1d, slice2d } from './index.js';
import { randomDirection } from './random-direction.js';

const matrix = [4, 1, -0.5, 3, 2].map((value, i) => Array.from({ length: 5 }, (_, j) => (i === j ? value : 0.3)));
const start = [0.3, -1, 0.5, 2, 0.1];
const value = (x: readonly number[]) =>
  0.5 * x.reduce((sum, a, i) => sum + a * matrix[i].reduce((row, m, j) => row + m * x[j], 0), 0);
const moved = (...steps: [number, readonly number[]][]) =>
  start.map((x, i) => steps.reduce((at, [t, d]) => at + t * d[i], x));
/** As the variables of `quadratic` are shaped. */
const shaped = (d: readonly number[]) => [tf.tensor2d([...d.slice(0, 2)], [2, 1]), tf.tensor1d([...d.slice(2)])];

/** Runs `body`, which leaves variables and tensors as they were. */
async function onQuadratic(body: (loss: () => tf.Scalar, variables: tf.Variable[]) => Promise<void>): Promise<void> {
  const { loss, variables, dispose } = quadratic(matrix, start);
  const { numTensors } = tf.memory();
  const before = variables.map((variable) => [...variable.dataSync()]);
  await body(loss, variables);
  expect(variables.map((variable) => [...variable.dataSync()])).toEqual(before);
  expect(tf.memory().numTensors).toBe(numTensors);
  dispose();
}

onEachBackend(() => {
  const [d, e] = [
    [1, 0, -1, 0.5, 2],
    [0, 1, 1, 0, -1],
  ];

  test('a line in a given direction', () =>
    onQuadratic(async (loss) => {
      const direction = shaped(d);
      const { at, values } = await slice1d(loss, { direction, range: [-0.5, 2], points: 6 });
      expect(at).toEqual([-0.5, 0, 0.5, 1, 1.5, 2]);
      values.forEach((loss, i) => {
        expect(loss).toBeCloseTo(value(moved([at[i], d])), 4);
      });
      tf.dispose(direction);
    }));

  test('between two sets of weights: from 0 to 1, ends included', () =>
    onQuadratic(async (loss) => {
      const [from, to] = [shaped(d), shaped(e)];
      const { at, values } = await slice1d(loss, { from, to, points: 3 });
      expect(at).toEqual([0, 0.5, 1]);
      [d, d.map((x, i) => (x + e[i]) / 2), e].forEach((x, i) => {
        expect(values[i]).toBeCloseTo(value(x), 5);
      });
      tf.dispose([from, to]);
    }));

  test('a plane, row by row', () =>
    onQuadratic(async (loss) => {
      const directions = [shaped(d), shaped(e)];
      const { x, y, values } = await slice2d(loss, { directions, xRange: [-1, 1], yRange: [0, 2], points: 3 });
      expect([x, y]).toEqual([
        [-1, 0, 1],
        [0, 1, 2],
      ]);
      y.forEach((b, j) => {
        x.forEach((a, i) => {
          expect(values[j][i]).toBeCloseTo(value(moved([a, d], [b, e])), 4);
        });
      });
      tf.dispose(directions);
    }));

  test('random ones depend on the seed alone, and go through the loss where the variables are', () =>
    onQuadratic(async (loss) => {
      const lines = [await slice1d(loss, { seed: 1 }), await slice1d(loss, { seed: 1 }), await slice1d(loss)];
      expect(lines[1]).toEqual(lines[0]);
      expect(lines[2].values).not.toEqual(lines[0].values);
      expect(lines[0].values[25]).toBeCloseTo(value(start), 5);
      const { values } = await slice2d(loss, { points: 5, seed: 1 });
      expect(values[2][2]).toBeCloseTo(value(start), 5);
      // Along x it is the line of the same seed; y is another direction.
      const { values: line } = await slice1d(loss, { points: 5, seed: 1 });
      expect(values[2]).toEqual(line);
      expect(values.map((row) => row[2])).not.toEqual(line);
    }));

  test('the filters of a random direction are as long as those of the weights', () => {
    const { variables, dispose } = problems['conv net, overlapping max pooling']();
    const direction = randomDirection(variables, 3, 0);
    const filters = (tensor: tf.Tensor) =>
      tf.tidy(() => [
        ...(tensor.rank < 2
          ? tensor.norm()
          : tensor.reshape([-1, tensor.shape.at(-1)!]).norm('euclidean', 0)
        ).dataSync(),
      ]);
    variables.forEach((variable, i) => {
      const [has, needs] = [filters(direction[i]), filters(variable)];
      expect(has).toHaveLength(variable.rank < 2 ? 1 : variable.shape.at(-1)!);
      has.forEach((length, f) => {
        expect(length).toBeCloseTo(needs[f], 5);
      });
      expect([...direction[i].dataSync()]).not.toEqual([...variable.dataSync()]);
    });
    tf.dispose(direction);
    dispose();
  });

  test('no two variables, nor two directions, share their numbers', () =>
    tf.tidy(() => {
      const weights = [tf.ones([5]), tf.ones([5])];
      const drawn = [0, 1].flatMap((draw) => randomDirection(weights, 0, draw));
      expect(new Set(drawn.map((one) => one.dataSync().join())).size).toBe(4);
    }));

  test('losses that are not finite are told as they are', async () => {
    const x = tf.tidy(() => tf.variable(tf.tensor1d([1])));
    const direction = [tf.ones([1])];
    const { values } = await slice1d(() => x.log().sum().asScalar(), { direction, range: [-2, 0], points: 3 });
    expect(values).toEqual([Number.NaN, Number.NEGATIVE_INFINITY, 0]);
    tf.dispose([x, direction]);
  });

  test('refuses directions of other shapes, and says so', () =>
    onQuadratic(async (loss) => {
      const direction = [tf.zeros([3])];
      await expect(slice1d(loss, { direction })).rejects.toThrow(
        'slice1d: direction has the shapes [3], but the variables have [2,1], [3].',
      );
      await expect(slice1d(loss, { direction, to: direction })).rejects.toThrow('direction and to are both given');
      await expect(slice1d(loss, { range: [1, 1] })).rejects.toThrow(
        'slice1d: range is 1,1, but must be two finite numbers, the lower first.',
      );
      await expect(slice2d(loss, { directions: [direction] })).rejects.toThrow(
        'slice2d: directions has 1 entries, but must have two.',
      );
      await expect(slice2d(loss, { from: direction })).rejects.toThrow('slice2d: from has the shapes [3]');
      tf.dispose(direction);
    }));
});

// Lengths of gradients whose squares are no float32: what is asked for is the direction.
import * as tf from '@tensorflow/tfjs';
import { onEachBackend } from '../fixtures/backends.js';
import {
  adaptiveGradientClipping,
  clipByGlobalNorm,
  clipByNorm,
  forwardGradient,
  inducedMetric,
  lamb,
  lars,
  lbfgs,
  mars,
  muon,
  normalizedSgd,
  novograd,
  sgd,
  sharpnessAware,
} from '../index.js';

const start = [1, 2, -2, 4];

/** How far a step goes with the gradients (3, 4) s and (12, 0) s, joined; at the second of `steps` equal ones. */
function moved(optimizer: tf.Optimizer, scale: number, shape = [2], steps = 1): number[] {
  const variables = [start.slice(0, 2), start.slice(2)].map((part) => tf.variable(tf.tensor(part, shape)));
  const gradients = [
    [3, 4],
    [12, 0],
  ].map((g) => tf.tensor(g, shape).mul(scale));
  const loss = () => tf.addN(variables.map((x, i) => x.mul(gradients[i]).sum())) as tf.Scalar;
  const point = () => tf.tidy(() => Array.from(tf.concat(variables.map((x) => x.flatten())).dataSync()));
  let before = point();
  for (let step = 0; step < steps; step++) {
    before = point();
    optimizer.minimize(loss, false, variables);
  }
  const distance = point().map((value, i) => value - before[i]);
  tf.dispose([variables, gradients]);
  optimizer.dispose();
  return distance;
}

const close = (expected: readonly number[], digits = 5) => expected.map((value) => expect.closeTo(value, digits));
const learningRate = 1;

onEachBackend(() => {
  describe.each([1e20, 1e30])('gradients times %s', (scale) => {
    test('are clipped to the norm', () => {
      expect(moved(clipByNorm(sgd({ learningRate })), scale)).toEqual(close([-0.6, -0.8, -1, 0]));
      const together = [-3, -4, -12, 0].map((g) => g / 13);
      expect(moved(clipByGlobalNorm(sgd({ learningRate })), scale)).toEqual(close(together));
    });

    test('are clipped to a share of the weights’ norm', () => {
      const clipping = sgd({ learningRate, gradient: adaptiveGradientClipping({ clipping: 0.1 }) });
      const [c, d] = [0.1 * Math.hypot(1, 2), 0.1 * Math.hypot(2, 4)];
      expect(moved(clipping, scale)).toEqual(close([-0.6 * c, -0.8 * c, -d, 0]));
    });

    test('are reduced in MARS to the norm 1 at most', () => {
      // Of c / ‖c‖ Adam's first step is the learning rate in each element that is not 0.
      expect(moved(mars({ learningRate }), scale)).toEqual(close([-1, -1, -1, 0]));
    });
  });

  test('gradients times 1e20 slow the induced metric down as their square', () => {
    const scale = 1e20;
    const x = tf.variable(tf.tensor1d([0, 0]));
    const optimizer = inducedMetric({ learningRate, xi: 1 });
    tf.tidy(() => optimizer.applyGradients({ [x.name]: tf.tensor1d([3 * scale, 4 * scale]) }));
    expect(Array.from(x.dataSync(), (value) => value * scale)).toEqual(close([-3 / 25, -4 / 25]));
    x.dispose();
  });

  describe.each([1, 1e20, 1e30, 1e-20, 1e-30])('gradients times %s, where their length does not count', (scale) => {
    test('normalized', () => {
      const together = [-3, -4, -12, 0].map((g) => g / 13);
      expect(moved(normalizedSgd({ learningRate, epsilon: 0 }), scale)).toEqual(close(together));
      expect(moved(novograd({ learningRate, epsilon: 0 }), scale)).toEqual(close([-0.6, -0.8, -1, 0]));
    });

    test('with a learning rate for each layer', () => {
      const [c, d] = [Math.hypot(1, 2), Math.hypot(2, 4)];
      const expected = [-0.6 * c, -0.8 * c, -d, 0];
      expect(moved(lars({ learningRate, trustCoefficient: 1 }), scale)).toEqual(close(expected));
    });
  });

  test.each([1e20, 1e30])('weights times %s', (scale) => {
    const x = tf.variable(tf.tensor1d([3 * scale, 4 * scale]));
    for (const optimizer of [lars({ learningRate, trustCoefficient: 0.1 }), lamb({ learningRate: 0.1 })]) {
      const before = Array.from(x.dataSync());
      tf.tidy(() => optimizer.applyGradients({ [x.name]: tf.tensor1d([1, 1]) }));
      const distance = x.dataSync().map((value, i) => (value - before[i]) / scale);
      expect(Math.hypot(...distance) / (0.1 * Math.hypot(before[0] / scale, before[1] / scale))).toBeCloseTo(1, 4);
    }
    x.dispose();
  });
});

describe('on cpu', () => {
  beforeAll(() => tf.setBackend('cpu'));

  test.each([1e20, 1e30])('Muon turns gradients times %s as others', (scale) => {
    const matrix = (s: number) => moved(muon({ learningRate: 0.1 }), s, [2, 1]);
    expect(matrix(scale)).toEqual(close(matrix(1), 4));
  });

  test.each([1e20, 1e30])('sharpness-aware: gradients times %s are measured as far away as others', (scale) => {
    const seen: number[][] = [];
    const x = tf.variable(tf.tensor1d([1, 2]));
    const optimizer = sgd({ learningRate: 0, gradient: sharpnessAware({ rho: 0.5 }) });
    optimizer.minimize(() => {
      if (tf.engine().state.gradientDepth > 0) seen.push(Array.from(x.dataSync()));
      return x.mul([3 * scale, 4 * scale]).sum();
    });
    expect(seen.at(-1)).toEqual(close([1.3, 2.4]));
    tf.dispose(x);
    optimizer.dispose();
  });

  test.each([1, 1e20, 1e30])('a guess times %s is projected on as others', (scale) => {
    const x = tf.variable(tf.tensor1d([1, 2]));
    const guess = () => [{ [x.name]: tf.tensor1d([scale, 0]) }];
    const optimizer = sgd({ learningRate, gradient: forwardGradient({ guess }) });
    optimizer.minimize(() => x.mul([3, 4]).sum());
    expect(Array.from(x.dataSync())).toEqual(close([-2, 2]));
    tf.dispose(x);
    optimizer.dispose();
  });

  test('L-BFGS on a steep quadratic, as on a flat one', () => {
    const endOf = (scale: number) => {
      const x = tf.variable(tf.tensor1d([1, 2]));
      const optimizer = lbfgs();
      for (let step = 0; step < 6; step++)
        optimizer.minimize(
          () =>
            x
              .sub([3, -1])
              .square()
              .mul([scale, 3 * scale])
              .sum(),
          false,
          [x],
        );
      const end = Array.from(x.dataSync());
      x.dispose();
      optimizer.dispose();
      return end;
    };
    expect(endOf(1)).toEqual(close([3, -1], 3));
    expect(endOf(1e22)).toEqual(close([3, -1], 3));
  });
});

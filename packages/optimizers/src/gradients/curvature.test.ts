import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { noise } from '../fixtures/autodiff/noise.js';
import { onEachBackend } from '../fixtures/backends.js';
import {
  adahessian,
  defineOptimizer,
  gaussNewtonBartlett,
  gradientNoise,
  hutchinson,
  sgd,
  sharpnessAware,
  sophiaG,
} from '../index.js';

const diagonal = [4, -2, 0.5];

/** Puts what it is given in a slot, and counts. */
const recorder = defineOptimizer({
  name: 'Recorder',
  reference: 'this test',
  hyper: { learningRate: number('[0, inf)', 0) },
  slots: ['seen', 'g'],
  globalState: { measured: 0 },
  needs: ['hessianDiagonal'],
  update: ({ param, grad, hessianDiagonal, seen, measured }) => ({
    param,
    g: grad,
    seen: hessianDiagonal ?? seen,
    measured: hessianDiagonal ? measured.add(1) : measured,
  }),
});

async function slots(optimizer: ReturnType<typeof recorder>, slot: string): Promise<number[]> {
  const weights = await optimizer.getWeights();
  return weights.filter(({ name }) => name.endsWith(`/${slot}`)).flatMap(({ tensor }) => Array.from(tensor.dataSync()));
}

onEachBackend(() => {
  test('hutchinson is exact where the Hessian is diagonal, and gives gradient and loss beside', async () => {
    const x = tf.variable(tf.tensor1d([1, 2, 3]));
    const curvatures = tf.tensor1d(diagonal);
    const loss = () => tf.div(tf.sum(tf.mul(curvatures, tf.square(x))), 2) as tf.Scalar;
    const optimizer = recorder({ gradient: hutchinson() });
    const cost = optimizer.minimize(loss, true)!;
    expect(Array.from(cost.dataSync())).toEqual([(4 - 8 + 4.5) / 2]);
    expect(await slots(optimizer, 'seen')).toEqual(diagonal);
    expect(await slots(optimizer, 'g')).toEqual([4, -4, 1.5]);
    const { numTensors } = tf.memory();
    for (let step = 0; step < 3; step++) optimizer.minimize(loss);
    expect(tf.memory().numTensors).toBe(numTensors);
    tf.dispose([x, curvatures, cost]);
    optimizer.dispose();
  });

  test('its mean over many samples is the diagonal of a full Hessian', async () => {
    const x = tf.variable(tf.tensor1d([1, -1]));
    const loss = () => {
      const [a, b] = tf.unstack(x);
      return tf.addN([tf.square(a), tf.mul(tf.mul(a, b), 3), tf.mul(tf.square(b), 2)]) as tf.Scalar;
    };
    for (const [distribution, samples] of [
      ['rademacher', 300],
      ['normal', 600],
    ] as const) {
      const optimizer = recorder({ gradient: hutchinson({ samples, distribution, seed: 1 }) });
      optimizer.minimize(loss, false, [x]);
      const [first, second] = await slots(optimizer, 'seen'); // ±1: z₁ z₂ 3 besides, normal: 2 h² too
      expect(Math.abs(first - 2)).toBeLessThan((4.5 * Math.sqrt(9 + 8)) / Math.sqrt(samples));
      expect(Math.abs(second - 4)).toBeLessThan((4.5 * Math.sqrt(9 + 32)) / Math.sqrt(samples));
      optimizer.dispose();
    }
    x.dispose();
  });

  test('averages within kernels: over the inputs of a dense one, over the places of a convolution', async () => {
    const shapes = [[3, 2], [2, 3, 2, 2], [2, 3, 2], [4]];
    const xs = shapes.map((shape, i) => tf.variable(noise(shape, i)));
    const loss = () =>
      tf.addN(xs.map((x, i) => tf.sum(tf.mul(tf.square(x), noise(shapes[i], 10 + i))))) as unknown as tf.Scalar;
    const expected = (axes: (number[] | undefined)[]) =>
      tf.tidy(() =>
        shapes.flatMap((shape, i) => {
          const sizes = tf.abs(tf.mul(noise(shape, 10 + i), 2));
          const { [i]: over } = axes;
          return Array.from((over ? tf.add(tf.mean(sizes, over, true), tf.zeros(shape)) : sizes).dataSync());
        }),
      );
    for (const [averaging, axes] of [
      ['spatial', [[0], [0, 1], [0], undefined]],
      ['lastAxes', [[1], [2, 3], [2], undefined]],
    ] as const) {
      const optimizer = recorder({ gradient: hutchinson({ averaging }) });
      optimizer.minimize(loss, false, xs);
      const seen = await slots(optimizer, 'seen');
      expected(axes.map((over) => over && [...over])).forEach((value, i) => {
        expect(seen[i]).toBeCloseTo(value, 5);
      });
      optimizer.dispose();
    }
    tf.dispose(xs);
  });
});

test('between estimates a rule is given none, and its kernel reads none', async () => {
  await tf.setBackend('cpu');
  const x = tf.variable(tf.tensor1d([1, 2]));
  const optimizer = recorder({ gradient: hutchinson({ every: 3 }) });
  const counts: number[] = [];
  for (let step = 1; step <= 7; step++) {
    const { kernelNames } = await tf.profile(() => {
      optimizer.minimize(() => tf.sum(tf.square(x)) as tf.Scalar);
      return [];
    });
    expect(kernelNames.filter((name) => name.startsWith('OptimizerZoo'))).toHaveLength(1);
    counts.push(optimizer.globalState.measured);
  }
  expect(counts).toEqual([1, 1, 1, 2, 2, 2, 3]);
  optimizer.dispose();
  x.dispose();
});

test('gaussNewtonBartlett: every tenth step, the square of the sampled gradient times the batch', async () => {
  const x = tf.variable(tf.tensor1d([1, 2]));
  const still = tf.variable(tf.tensor1d([5]));
  const loss = () => tf.sum(tf.square(tf.concat([x, still]))) as tf.Scalar;
  const sampledLoss = () => tf.sum(tf.mul(x, tf.tensor1d([3, -1]))) as tf.Scalar;
  const optimizer = recorder({ gradient: gaussNewtonBartlett({ sampledLoss, batchSize: 8 }) });
  for (let step = 1; step < 10; step++) optimizer.minimize(loss, false, [x, still]);
  expect(optimizer.globalState.measured).toBe(0);
  optimizer.minimize(loss, false, [x, still]);
  expect(await slots(optimizer, 'seen')).toEqual([72, 8, 0]);
  expect(() => optimizer.getConfig()).toThrow('gaussNewtonBartlett: sampledLoss is a plain function, which cannot be');
  optimizer.dispose();
  tf.dispose([x, still]);
});

test('other sources pass the signal on, and it ends if no rule needs it', async () => {
  const x = tf.variable(tf.tensor1d([1, 2, 3]));
  const loss = () => tf.sum(tf.mul(tf.square(x), tf.tensor1d(diagonal))) as tf.Scalar;
  for (const gradient of [gradientNoise({ gradient: hutchinson() }), sharpnessAware({ gradient: hutchinson() })]) {
    const optimizer = recorder({ gradient: gradient as ReturnType<typeof hutchinson> });
    optimizer.minimize(loss);
    (await slots(optimizer, 'seen')).forEach((value, i) => {
      expect(value).toBeCloseTo(2 * diagonal[i], 5);
    });
    optimizer.dispose();
  }
  const optimizer = sgd({ gradient: hutchinson() });
  const { numTensors } = tf.memory();
  optimizer.minimize(loss);
  expect(tf.memory().numTensors).toBe(numTensors);
  optimizer.dispose();
  x.dispose();
});

test('what a rule needs is asked for before the first step, and by applyGradients', () => {
  expect(() => sophiaG()).toThrow("SophiaG needs 'hessianDiagonal', but reverseMode provides only grad, loss.");
  const x = tf.variable(tf.scalar(1));
  const optimizer = adahessian();
  expect(() => optimizer.applyGradients({ [x.name]: tf.scalar(1) })).toThrow(
    "AdaHessian needs 'hessianDiagonal': call minimize, or computeGradients before applyGradients.",
  );
  optimizer.computeGradients(() => tf.square(x) as tf.Scalar);
  const other = tf.variable(tf.scalar(1));
  expect(() => optimizer.applyGradients({ [other.name]: tf.scalar(1) })).toThrow(
    `AdaHessian: there is no hessianDiagonal for '${other.name}'.`,
  );
  optimizer.dispose();
  tf.dispose([x, other]);
});

test('what is measured with gradients ends with the next ones, and with the optimizer', async () => {
  await tf.setBackend('cpu');
  const x = tf.variable(tf.tensor1d([1, 2]));
  const { numTensors } = tf.memory();
  const optimizer = adahessian();
  for (let time = 0; time < 3; time++) {
    const { value, grads } = optimizer.computeGradients(() => tf.sum(tf.square(x)) as tf.Scalar, [x]);
    tf.dispose([value, grads]);
  }
  optimizer.dispose();
  expect(tf.memory().numTensors).toBe(numTensors);
  x.dispose();
});

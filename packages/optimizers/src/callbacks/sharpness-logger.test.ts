import * as tf from '@tensorflow/tfjs';
import { noise } from '../fixtures/autodiff/noise.js';
import { onEachBackend } from '../fixtures/backends.js';
import { sgd } from '../index.js';
import { topEigenvalues } from '../landscape/index.js';
import { SharpnessLogger } from './index.js';

const { dense, dropout, batchNormalization } = tf.layers;
const glorot = (seed: number) => tf.initializers.glorotUniform({ seed });

function build() {
  const layers = [
    dense({ units: 5, activation: 'tanh', inputShape: [3], kernelInitializer: glorot(1) }),
    dropout({ rate: 0.5, seed: 4 }),
    batchNormalization({}),
    dense({ units: 1, kernelInitializer: glorot(2) }),
  ];
  const model = tf.sequential({ layers });
  model.compile({ optimizer: sgd({ learningRate: 0.05 }), loss: 'meanSquaredError', metrics: ['mae'] });
  const [x, y] = [noise([24, 3], 1), noise([24, 1], 2)];
  const loss = (training = false) =>
    tf.losses.meanSquaredError(y, model.apply(x, { training }) as tf.Tensor).asScalar();
  const fit = (callbacks: tf.Callback[]) =>
    model.fit(x, y, { epochs: 5, batchSize: 8, shuffle: false, verbose: 0, callbacks });
  const dispose = () => {
    model.optimizer.dispose();
    model.dispose();
    tf.dispose([x, y]);
  };
  return { model, loss, fit, dispose };
}

onEachBackend(() => {
  test('writes into the history, once for each epoch that is its turn, what topEigenvalues says', async () => {
    const { loss, fit, dispose } = build();
    const { history } = await fit([new SharpnessLogger({ loss: () => loss(), every: 2, k: 2 })]);
    const { values } = await topEigenvalues(() => loss(), { k: 2 });
    for (const [i, name] of ['sharpness', 'eigenvalue2'].entries()) {
      expect(history[name]).toEqual([
        expect.any(Number),
        Number.NaN,
        expect.any(Number),
        Number.NaN,
        values[i], // after the last epoch the weights are the model's own
      ]);
      expect(history[name][0]).toBeGreaterThan(0);
    }
    dispose();
  });

  test('training and metrics are as without it, and nothing is left behind, though the loss trains', async () => {
    const runs = [];
    for (const isLogged of [false, true]) {
      const { model, loss, fit, dispose } = build();
      const callbacks = () => (isLogged ? [new SharpnessLogger({ loss: () => loss(true) })] : []);
      const { history } = await fit(callbacks());
      const { numTensors } = tf.memory();
      await fit(callbacks());
      expect(tf.memory().numTensors).toBe(numTensors);
      const weights = model.getWeights().map((weight) => [...weight.dataSync()]);
      runs.push({ loss: history.loss, mae: history.mae, weights });
      dispose();
    }
    expect(runs[1]).toEqual(runs[0]);
  });

  test('gradient descent on a quadratic logs its largest curvature', async () => {
    const model = tf.sequential({ layers: [dense({ units: 1, useBias: false, inputShape: [2] })] });
    model.compile({ optimizer: sgd({ learningRate: 0.01 }), loss: 'meanSquaredError' });
    const [x, y] = tf.tidy(() => [tf.tensor2d([3, 0, 0, 1], [2, 2]), tf.zeros([2, 1])]);
    const loss = () => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor).asScalar();
    const { history } = await model.fit(x, y, { epochs: 3, verbose: 0, callbacks: new SharpnessLogger({ loss }) });
    for (const value of history.sharpness) expect(value).toBeCloseTo(9, 4); // 2/2 X′X
    model.optimizer.dispose();
    model.dispose();
    tf.dispose([x, y]);
  });
});

test('refuses what is no loss', () => {
  expect(() => new SharpnessLogger({ loss: 'mse' as never })).toThrow(
    "SharpnessLogger: loss is 'mse', but must be a function that computes a scalar.",
  );
});

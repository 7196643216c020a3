import * as tf from '@tensorflow/tfjs';
import { adam, ema } from '../index.js';
import { SwapEMAWeights } from './swap-ema-weights.js';

const makeModel = () => {
  const layers = [
    tf.layers.dense({
      units: 4,
      activation: 'tanh',
      inputShape: [2],
      kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }),
    }),
    tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotNormal({ seed: 2 }) }),
  ];
  return tf.sequential({ layers });
};
const data = () => {
  const x = tf.randomNormal([32, 2], 0, 1, 'float32', 3);
  return { x, y: tf.tidy(() => tf.sum(tf.square(x), 1, true)) };
};
const weightsOf = (model: tf.LayersModel) => model.getWeights().map((tensor) => Array.from(tensor.dataSync()));

test('validation sees the average, training the weights, and the model keeps the average', async () => {
  const { x, y } = data();
  const model = makeModel();
  const optimizer = ema(adam({ learningRate: 0.05 }), { emaMomentum: 0.9 });
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const plain = makeModel();
  plain.compile({ optimizer: adam({ learningRate: 0.05 }), loss: 'meanSquaredError' });
  const options = { epochs: 2, batchSize: 8, shuffle: false, validationData: [x, y] as [tf.Tensor, tf.Tensor] };

  const { history } = await model.fit(x, y, { ...options, callbacks: new SwapEMAWeights(model) });
  const { history: plainHistory } = await plain.fit(x, y, options);
  expect(history.loss).toEqual(plainHistory.loss);

  // After training the model holds the average that the last validation saw; the weights are those of plain Adam.
  const evaluated = model.evaluate(x, y) as tf.Scalar;
  expect(evaluated.dataSync()[0]).toBeCloseTo(history.val_loss.at(-1) as number, 6);
  expect(history.val_loss.at(-1)).not.toBeCloseTo(plainHistory.val_loss.at(-1) as number, 3);
  optimizer.train();
  expect(weightsOf(model)).toEqual(weightsOf(plain));

  // Training goes on from the weights.
  optimizer.eval();
  await model.fit(x, y, { ...options, callbacks: new SwapEMAWeights(model) });
  await plain.fit(x, y, options);
  optimizer.train();
  expect(weightsOf(model)).toEqual(weightsOf(plain));
  tf.dispose([x, y, evaluated]);
  model.dispose();
  plain.dispose();
});

test('so it does with a dataset, whose validation tfjs does elsewhere', async () => {
  const { x, y } = data();
  const model = makeModel();
  model.compile({ optimizer: ema(adam({ learningRate: 0.05 })), loss: 'meanSquaredError' });
  const dataset = tf.data
    .zip({ xs: tf.data.array((await x.array()) as number[][]), ys: tf.data.array((await y.array()) as number[][]) })
    .batch(8);
  const { history } = await model.fitDataset(dataset, {
    epochs: 1,
    validationData: dataset,
    callbacks: new SwapEMAWeights(model),
  });
  const evaluated = (await model.evaluateDataset(dataset as never, {})) as tf.Scalar;
  expect(evaluated.dataSync()[0]).toBeCloseTo(history.val_loss.at(-1) as number, 5);
  tf.dispose([x, y, evaluated]);
  model.dispose();
});

test('a model with another optimizer is refused', () => {
  const model = makeModel();
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  expect(() => new SwapEMAWeights(model)).toThrow('the model must be compiled with an optimizer of this package');
  model.dispose();
});

import { adam } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';
import { fit, makeModel, weightsOf } from '../fixtures/model.js';
import { findLearningRate, suggestLearningRate } from './index.js';
import { setLearningRate } from './learning-rate.js';

const grid = Array.from({ length: 101 }, (_, i) => 1e-6 * 10 ** (i * 0.06)); // to 1

test('the suggestion is where a sigmoid over the logarithm of the rate is steepest', () => {
  const losses = grid.map((rate) => 1 / (1 + (rate / 1e-3) ** 2));
  expect(Math.log10(suggestLearningRate(grid, losses)!)).toBeCloseTo(-3, 1);
});

test('a fall after the minimum, where training has diverged, does not count', () => {
  const losses = grid.map((rate) => (rate < 0.1 ? 1 / (1 + (rate / 1e-3) ** 2) : rate < 0.5 ? 50 : 1));
  expect(Math.log10(suggestLearningRate(grid, losses)!)).toBeCloseTo(-3, 1);
});

test('a loss that never falls suggests nothing', () => {
  expect(
    suggestLearningRate(
      grid,
      grid.map((rate) => 1 + rate),
    ),
  ).toBeUndefined();
});

test('a search of more steps than fit on the stack', () => {
  const rates = Array.from({ length: 150_000 }, (_, i) => 1e-6 * 1.0001 ** i);
  const losses = rates.map((_, i) => (i < 30_000 ? 1 : 1 + i));
  expect(suggestLearningRate(rates, losses)).toBeUndefined();
});

const makers: [string, () => tf.Optimizer][] = [
  ['tf.sgd', () => tf.train.sgd(0.01)],
  ['tf.adam', () => tf.train.adam(0.01)],
  ['adam', () => adam({ learningRate: 0.01 })],
];

describe.each(makers)('with %s', (_, make) => {
  const train = (model: tf.LayersModel) => (callbacks: tf.Callback[]) => fit(model, { epochs: 30, callbacks });

  test('the suggestion trains', async () => {
    const model = makeModel(make());
    const { suggestion, learningRates, losses, smoothed } = await findLearningRate(model, train(model));
    expect(losses).toHaveLength(learningRates.length);
    expect(smoothed).toHaveLength(losses.length);
    expect(learningRates[0]).toBeCloseTo(1e-7, 12);
    const fresh = makeModel(make());
    setLearningRate('test', fresh.optimizer, suggestion!);
    const { history } = await fit(fresh, { epochs: 40 });
    expect(history.loss.at(-1)).toBeLessThan(0.1 * (history.loss[0] as number));
  });

  test('model and optimizer are as they were, and go on as if nothing had been', async () => {
    const [touched, untouched] = [makeModel(make()), makeModel(make())];
    for (const model of [touched, untouched]) await fit(model, { epochs: 2 });
    const before = tf.memory().numTensors;
    await findLearningRate(touched, train(touched), { steps: 20, maxLearningRate: 100 });
    expect(tf.memory().numTensors).toBe(before);
    expect(touched.optimizer.iterations).toBe(8);
    for (const model of [touched, untouched]) await fit(model, { epochs: 2 });
    for (const [i, weights] of weightsOf(untouched).entries()) {
      for (const [j, weight] of weights.entries()) expect(weightsOf(touched)[i][j]).toBeCloseTo(weight, 5);
    }
  });
});

test('it stops once the loss has diverged', async () => {
  const model = makeModel(tf.train.sgd(0.1));
  const { learningRates } = await findLearningRate(model, (callbacks) => fit(model, { epochs: 30, callbacks }), {
    maxLearningRate: 1e6,
  });
  expect(learningRates.length).toBeLessThan(100);
  expect(learningRates.at(-1)).toBeLessThan(100);
});

test.each<[object, string]>([
  [{ steps: 100 }, 'training ended after 4 of 100 steps; give it more epochs, or fewer steps.'],
  [{ minLearningRate: 1, maxLearningRate: 0.1 }, 'minLearningRate is 1, but must be below maxLearningRate, 0.1.'],
  [{ steps: 5 }, 'findLearningRate: steps is 5, but must be a whole number in [10, inf).'],
])('bad input is one clear sentence: %j', async (options, sentence) => {
  const model = makeModel(tf.train.sgd(0.1));
  await expect(findLearningRate(model, (callbacks) => fit(model, { epochs: 1, callbacks }), options)).rejects.toThrow(
    sentence,
  );
});

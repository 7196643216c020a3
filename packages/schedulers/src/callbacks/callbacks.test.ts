import { adam, nagGs, sgd } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';
import { addToLogs, fit, makeModel, weightsOf, x, y } from '../fixtures/model.js';
import { cosineDecay, dog, exponentialDecay, type Observer, polyak } from '../index.js';
import {
  CosineAnnealing,
  LearningRateLogger,
  LearningRateScheduler,
  ObserveGradients,
  ReduceLROnPlateau,
  TerminateOnNaN,
} from './index.js';
import { learningRateOf, setLearningRate } from './learning-rate.js';

const optimizers: Readonly<Record<string, () => tf.Optimizer>> = {
  'tf.sgd': () => tf.train.sgd(0.1),
  'tf.momentum': () => tf.train.momentum(0.1, 0.5),
  'tf.adam': () => tf.train.adam(0.1),
  'tf.adamax': () => tf.train.adamax(0.1),
  'tf.adagrad': () => tf.train.adagrad(0.1),
  'tf.adadelta': () => tf.train.adadelta(0.1),
  'tf.rmsprop': () => tf.train.rmsprop(0.1),
  sgd: () => sgd({ learningRate: 0.1 }),
  adam: () => adam({ learningRate: 0.1 }),
  nagGs: () => nagGs({ alpha: 0.1 }),
};

/** Training by hand, with a learning rate of one's own before every batch. */
function trainByHand(optimizer: tf.Optimizer, rates: readonly number[]) {
  const [kernel, bias] = [tf.variable(tf.zeros([2, 1])), tf.variable(tf.zeros([1]))];
  for (const [step, rate] of rates.entries()) {
    setLearningRate('test', optimizer, rate);
    const [xs, ys] = [x, y].map((all) => all.slice([4 * (step % 4), 0], [4, -1]));
    optimizer.minimize(() => tf.losses.meanSquaredError(ys, xs.matMul(kernel).add(bias)) as tf.Scalar, false, [
      kernel,
      bias,
    ]);
  }
  return [kernel, bias].map((weight) => Array.from(weight.dataSync()));
}

const expectNear = (actual: number[][], expected: number[][]) => {
  for (const [i, values] of expected.entries()) {
    for (const [j, value] of values.entries()) expect(actual[i][j]).toBeCloseTo(value, 5);
  }
};

describe.each(Object.entries(optimizers))('LearningRateScheduler on %s', (_, make) => {
  const schedule = exponentialDecay({ initialValue: 0.2, decaySteps: 2, decayRate: 0.5 });

  test('by batch trains with the rates of its schedule', async () => {
    const model = makeModel(make());
    const { history } = await fit(model, {
      epochs: 2,
      callbacks: [new LearningRateScheduler({ schedule, per: 'batch' })],
    });
    const rates = Array.from({ length: 8 }, (_, t) => schedule(t + 1));
    expectNear(weightsOf(model), trainByHand(make(), rates));
    expect(history.learningRate).toEqual([rates[3], rates[7]]);
  });

  test('by epoch too, and goes on with initialEpoch', async () => {
    const model = makeModel(make());
    const callbacks = [new LearningRateScheduler({ schedule })];
    await fit(model, { epochs: 1, callbacks });
    const { history } = await fit(model, { epochs: 3, initialEpoch: 1, callbacks });
    expectNear(
      weightsOf(model),
      trainByHand(
        make(),
        [1, 2, 3].flatMap((epoch) => Array(4).fill(schedule(epoch))),
      ),
    );
    expect(history.learningRate).toEqual([schedule(2), schedule(3)]);
  });
});

test('a function of the step and the present rate will do', async () => {
  const schedule = (step: number, rate: number) => (step < 3 ? rate : rate / 2);
  const { history } = await fit(makeModel(tf.train.sgd(0.1)), {
    epochs: 4,
    callbacks: [new LearningRateScheduler({ schedule })],
  });
  expect(history.learningRate).toEqual([0.1, 0.1, 0.05, 0.025]);
});

test('LearningRateLogger shows the rate that each batch was trained with, to callbacks after it as well', async () => {
  const learningRate = cosineDecay({ initialValue: 0.1, decaySteps: 8 });
  const seen: unknown[] = [];
  const { history } = await fit(makeModel(adam({ learningRate })), {
    epochs: 2,
    callbacks: [
      new LearningRateLogger(),
      new tf.CustomCallback({ onBatchEnd: (_, logs) => void seen.push(logs!.learningRate) }),
    ],
  });
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(learningRate));
  expect(history.learningRate).toEqual([4, 8].map(learningRate));
});

test('in fitDataset batches are counted as well, if their number is known', async () => {
  const rows = tf.data.zip({ xs: tf.data.array(x.arraySync()), ys: tf.data.array(y.arraySync()) });
  const schedule = exponentialDecay({ initialValue: 0.1, decaySteps: 1, decayRate: 0.5 });
  const callbacks = [new LearningRateScheduler({ schedule, per: 'batch' })];
  const args = { epochs: 2, verbose: 0 as const, callbacks };
  const model = makeModel(tf.train.sgd(0.1));
  const { history } = (await model.fitDataset(rows.batch(4), args)) as tf.History;
  expect(history.learningRate).toEqual([4, 8].map(schedule));
  const unknown = tf.data.generator(function* () {
    for (let i = 0; i < 4; i++) yield { xs: tf.ones([4, 2]), ys: tf.ones([4, 1]) };
  });
  await expect(model.fitDataset(unknown, args)).rejects.toThrow('give it batchesPerEpoch');
});

test('CosineAnnealing goes from the optimizer’s own rate to alpha of it over the fit', async () => {
  const byEpoch = await fit(makeModel(tf.train.adam(0.4)), { epochs: 4, callbacks: [new CosineAnnealing()] });
  const expected = cosineDecay({ initialValue: 0.4, decaySteps: 4 });
  expect(byEpoch.history.learningRate).toEqual([1, 2, 3, 4].map(expected));
  const annealing = new CosineAnnealing({ per: 'batch', alpha: 0.25 });
  const model = makeModel(adam({ learningRate: 0.4 }));
  const byBatch = await fit(model, { epochs: 2, callbacks: [annealing] });
  const slow = cosineDecay({ initialValue: 0.4, decaySteps: 8, alpha: 0.25 });
  expect(byBatch.history.learningRate).toEqual([4, 8].map(slow));
  expect((await fit(model, { epochs: 2, callbacks: [annealing] })).history.learningRate).toEqual([4, 8].map(slow));
});

/** A fit whose validation loss is what one says. */
function plateauFit(callback: ReduceLROnPlateau, metrics: readonly number[]) {
  const feed = addToLogs((epoch) => ({ val_loss: metrics[epoch] }));
  return fit(makeModel(tf.train.sgd(0.4)), { epochs: metrics.length, callbacks: [feed, callback] });
}

test('ReduceLROnPlateau lowers the rate after patience epochs without improvement, down to its least', async () => {
  const plateau = new ReduceLROnPlateau({ factor: 0.5, patience: 2, minLearningRate: 0.15 });
  const { history } = await plateauFit(plateau, [1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5]);
  expect(history.learningRate).toEqual([0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.15, 0.15]);
});

test('ReduceLROnPlateau takes a metric with acc in its name as one to maximise', async () => {
  const feed = addToLogs((epoch) => ({ val_acc: [0.1, 0.2, 0.3][epoch] }));
  const plateau = new ReduceLROnPlateau({ monitor: 'val_acc', patience: 1 });
  await fit(makeModel(tf.train.sgd(0.4)), { epochs: 3, callbacks: [feed, plateau] });
  expect(plateau.saveState()).toMatchObject({ best: 0.3, wait: 0 });
});

test('resuming ReduceLROnPlateau leaves a schedule in its slot until it lowers the rate', async () => {
  const learningRate = cosineDecay({ initialValue: 0.1, decaySteps: 40 });
  const optimizer = adam({ learningRate });
  const model = makeModel(optimizer);
  const plateau = new ReduceLROnPlateau({ monitor: 'loss', patience: 2, minDelta: 1e9 });
  await fit(model, { epochs: 1, callbacks: [plateau] });
  const resumed = new ReduceLROnPlateau({ monitor: 'loss', patience: 2, minDelta: 1e9 });
  resumed.loadState(plateau.saveState());
  await fit(model, { epochs: 2, initialEpoch: 1, callbacks: [resumed] });
  expect(optimizer.learningRate).toBe(learningRate(9));
  await fit(model, { epochs: 2, callbacks: [resumed] });
  expect(optimizer.learningRate).toBe(learningRate(17));
});

test('ReduceLROnPlateau says which logs there are', async () => {
  const fitted = fit(makeModel(tf.train.sgd(0.4)), { epochs: 1, callbacks: [new ReduceLROnPlateau()] });
  await expect(fitted).rejects.toThrow(
    "ReduceLROnPlateau: monitor is 'val_loss', but must be one of the logs of an epoch: loss, mae, learningRate.",
  );
});

test('TerminateOnNaN stops after the first bad batch, and says which', async () => {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text) => void warnings.push(text);
  let batches = 0;
  const count = new tf.CustomCallback({ onBatchEnd: () => void batches++ });
  try {
    await fit(makeModel(tf.train.sgd(1e30)), { epochs: 5, callbacks: [new TerminateOnNaN(), count] });
  } finally {
    console.warn = warn;
  }
  expect(warnings).toEqual(['TerminateOnNaN: the loss of batch 1 of epoch 0 is Infinity; training stops.']);
  expect(batches).toBe(2);
});

describe('ObserveGradients', () => {
  const makers: [string, () => tf.Optimizer][] = [
    ['tf.sgd', () => tf.train.sgd(0.1)],
    ['sgd', () => sgd({ learningRate: 0.1 })],
  ];

  test.each(makers)('polyak on %s makes each step as large as the formula says', async (_, make) => {
    const rate = polyak({ maxValue: 100 });
    const model = makeModel(make());
    const { history } = await fit(model, { epochs: 1, batchSize: 16, callbacks: [new ObserveGradients({ rate })] });
    const [kernel, bias] = [tf.variable(tf.zeros([2, 1])), tf.variable(tf.zeros([1]))];
    const loss = () => tf.losses.meanSquaredError(y, x.matMul(kernel).add(bias)) as tf.Scalar;
    const { value, grads } = tf.variableGrads(loss, [kernel, bias]);
    const squares = Object.values(grads).map((grad) => tf.sum(tf.square(grad)).dataSync()[0]);
    expect(rate()).toBeCloseTo(value.dataSync()[0] / (squares[0] + squares[1]), 4);
    const expected = [kernel, bias].map((weight) => Array.from(grads[weight.name].mul(-rate()).dataSync()));
    expectNear(weightsOf(model), expected);
    expect(history.loss).toHaveLength(1);
  });

  test.each(makers)('dog on %s trains without a step size', async (_, make) => {
    const rate = dog({ initialDistance: 0.01 });
    const { history } = await fit(makeModel(make()), { epochs: 150, callbacks: [new ObserveGradients({ rate })] });
    expect(history.loss.at(-1)).toBeLessThan(0.02);
  });

  test('gradients whose squares are no float32', async () => {
    const rate = polyak({ maxValue: 100 });
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros' })],
    });
    model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanAbsoluteError' });
    const [inputs, ones] = [tf.tensor2d([[3e20, 4e20]]), tf.ones([1, 1])];
    await model.fit(inputs, ones, { epochs: 1, verbose: 0, callbacks: [new ObserveGradients({ rate })] });
    expect(rate() * 25e40).toBeCloseTo(1, 5); // the loss is 1, the gradient (3e20, 4e20, 1)
  });

  test('a slot that reads the observer keeps it', async () => {
    const rate = polyak({});
    const optimizer = sgd({ learningRate: rate });
    await fit(makeModel(optimizer), { epochs: 1, callbacks: [new ObserveGradients({ rate })] });
    expect(optimizer.getConfig().learningRate).toEqual(rate.toJSON());
  });

  test('it leaves nothing behind', async () => {
    const model = makeModel(tf.train.sgd(0.1));
    await fit(model, { epochs: 1 });
    const before = tf.memory().numTensors;
    await fit(model, { epochs: 1, callbacks: [new ObserveGradients({ rate: dog({}) })] });
    expect(tf.memory().numTensors).toBe(before);
    expect(Object.hasOwn(model.optimizer, 'computeGradients')).toBe(false);
  });
});

test('an optimizer without a rate is a clear error', () => {
  expect(() => learningRateOf({} as tf.Optimizer)).toThrow('learningRate is undefined, but must be a number');
});

test.each<[() => unknown, string]>([
  [
    () => new LearningRateScheduler({ schedule: 1, per: 'step' as never }),
    "per is 'step', but must be one of 'epoch', 'batch'.",
  ],
  [() => new LearningRateScheduler({} as never), 'LearningRateScheduler: schedule is undefined, but must be a finite'],
  [() => new ReduceLROnPlateau({ factor: 2 }), 'ReduceLROnPlateau: factor is 2, but must be a number in (0, 1).'],
  [() => new ReduceLROnPlateau({ monitor: 3 as never }), 'monitor is 3, but must be the name of a log'],
  [() => new CosineAnnealing({ alpha: 2 }), 'CosineAnnealing: alpha is 2, but must be a number in [0, 1].'],
  [
    () => new ObserveGradients({ rate: 0.1 as unknown as Observer<never> }),
    'ObserveGradients: rate is 0.1, but must be',
  ],
])('bad input is one clear sentence: %#', (make, sentence) => {
  expect(make).toThrow(sentence);
});

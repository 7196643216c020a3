// A layer that is frozen after `compile` stays to the bit until it is thawed, whatever trains: tf hands the optimizer its
// variables all the same, and says by their `trainable` alone that they are to stay.
import * as tf from '@tensorflow/tfjs';
import { noise } from '../fixtures/autodiff/noise.js';
import { curvatureOptimizers } from '../fixtures/curvature-optimizers.js';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import { everySource } from '../fixtures/every-source.js';
import { adam, forwardGradient, type GradientSource, gaussNewtonBartlett, lbfgs, localLosses, sgd } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

/** A model in a model, batch normalization unless it is not wanted, and a last layer that goes on training. */
function build(isNormalized = true) {
  const dense = (units: number, seed: number, inputShape?: number[]) =>
    tf.layers.dense({
      units,
      inputShape,
      activation: 'tanh',
      kernelInitializer: tf.initializers.glorotUniform({ seed }),
    });
  const input = tf.input({ shape: [3] });
  const within = tf.sequential({ layers: [dense(2, 1, [3])] });
  const normal = tf.layers.batchNormalization({});
  const last = dense(1, 2);
  const hidden = within.apply(input) as tf.SymbolicTensor;
  const normalized = isNormalized ? (normal.apply(hidden) as tf.SymbolicTensor) : hidden;
  const model = tf.model({ inputs: input, outputs: last.apply(normalized) as tf.SymbolicTensor });
  const [x, y] = [noise([16, 3], 0), tf.variable(tf.zeros([16, 1]), false)];
  let rounds = 0;
  /** All within, gamma and beta. */
  const firstWeights = () => [...within.weights, ...normal.weights.slice(0, 2)];
  const valuesOf = (weights: { dataSync(): Iterable<number> }[]) =>
    weights.map((weight) => Array.from(weight.dataSync()));
  return {
    model,
    x,
    y,
    freeze(frozen: boolean) {
      within.trainable = !frozen;
      normal.trainable = !frozen;
    },
    isFirst: (variable: tf.Variable) => firstWeights().some((weight) => weight.read() === variable),
    first: () => valuesOf(firstWeights().map((weight) => weight.read())),
    last: () => valuesOf(last.getWeights()),
    async train() {
      y.assign(noise([16, 1], ++rounds)); // so that nothing has arrived yet
      for (let step = 0; step < 3; step++) await model.trainOnBatch(x, y);
    },
    dispose() {
      model.dispose();
      tf.dispose([x, y]);
    },
  };
}

type Net = ReturnType<typeof build>;

const sources = Object.entries(everySource) as [string, () => GradientSource<'grad'>][];

/** Trains, freezes, trains, thaws and trains: what was frozen stayed, and moves before and after. */
async function obeys(net: Net, freeze: (frozen: boolean) => void) {
  const start = net.first();
  await net.train();
  const before = { first: net.first(), last: net.last() };
  expect(before.first).not.toEqual(start);
  freeze(true);
  await net.train();
  expect(net.first()).toEqual(before.first);
  expect(net.last()).not.toEqual(before.last);
  freeze(false);
  await net.train();
  expect(net.first()).not.toEqual(before.first);
  expect(net.first().flat().every(Number.isFinite)).toBe(true);
}

async function trained(optimizer: tf.Optimizer, net: Net, freeze = net.freeze) {
  (optimizer as { attach?(model: tf.LayersModel): void }).attach?.(net.model);
  net.model.compile({ optimizer, loss: 'meanSquaredError' });
  await obeys(net, freeze);
  optimizer.dispose();
  net.dispose();
}

describe('a layer that is frozen after compile', () => {
  test.each(Object.entries(everyOptimizer))('%s', (_, make) => trained(make(), build()));

  test.each(sources)('adam with %s', (_, gradient) =>
    trained(adam({ learningRate: 0.05, gradient: gradient() }), build()),
  );

  test('forwardGradient with local losses', () => {
    const net = build();
    const guess = localLosses(net.model, (output) => tf.sum(tf.square(output)) as tf.Scalar);
    return trained(sgd({ learningRate: 0.05, gradient: forwardGradient({ guess }) }), net);
  });

  test('adam with gaussNewtonBartlett', () => {
    const net = build();
    const sampledLoss = () => tf.losses.meanSquaredError(net.y, net.model.apply(net.x) as tf.Tensor) as tf.Scalar;
    return trained(adam({ gradient: gaussNewtonBartlett({ sampledLoss, batchSize: 16, every: 1 }) }), net);
  });

  test.each(Object.entries(curvatureOptimizers))('%s', (_, make) => trained(make(), build(false)));
  test('sgn, with batch normalization', () => trained(curvatureOptimizers.sgn(), build()));
  test('lbfgs', () => trained(lbfgs(), build()));
});

/** By the optimizer, whose source moves the weights to measure. */
test.each(sources)('frozen by the optimizer, with %s', (_, gradient) => {
  const net = build();
  const optimizer = adam({ learningRate: 0.05, gradient: gradient() });
  return trained(optimizer, net, (frozen) => (frozen ? optimizer.freeze(net.isFirst) : optimizer.thaw()));
});

test('eval and train of ema bring frozen weights back', async () => {
  const net = build();
  const optimizer = everyOptimizer.ema();
  net.model.compile({ optimizer, loss: 'meanSquaredError' });
  await net.train();
  net.freeze(true);
  const before = net.first();
  await net.train();
  optimizer.eval();
  expect(net.first()).not.toEqual(before);
  optimizer.train();
  expect(net.first()).toEqual(before);
  optimizer.dispose();
  net.dispose();
});

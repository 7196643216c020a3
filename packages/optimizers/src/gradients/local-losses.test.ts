import * as tf from '@tensorflow/tfjs';
import { integers, noise } from '../fixtures/autodiff/noise.js';
import { onEachBackend } from '../fixtures/backends.js';
import { forwardGradient, type LocalLoss, localLosses, reverseMode, sgd } from '../index.js';

const [classes, batch] = [3, 24];

/** A classifier of three blocks, batch normalization among them, with random read-outs of all but the last. */
function classifier() {
  const init = (seed: number) => tf.initializers.glorotUniform({ seed });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 12, activation: 'tanh', inputShape: [6], kernelInitializer: init(1) }),
      tf.layers.batchNormalization({}),
      tf.layers.dense({ units: classes, kernelInitializer: init(2) }),
    ],
  });
  const heads = [0, 1].map((block) => noise([12, classes], block).mul(0.3) as tf.Tensor2D);
  const x = noise([batch, 6], 5) as tf.Tensor2D;
  const y = tf.tidy(() => tf.oneHot(integers([batch], classes), classes).toFloat()) as tf.Tensor2D;
  const crossEntropy = (targets: tf.Tensor, logits: tf.Tensor) =>
    tf.losses.softmaxCrossEntropy(targets, logits) as tf.Scalar;
  const readOut = (h: tf.Tensor, block: number) => (block === 2 ? h : tf.matMul(h as tf.Tensor2D, heads[block]));
  const local: LocalLoss = (h, block) => crossEntropy(y, readOut(h, block));
  const ofTargets: LocalLoss = (h, block, targets) => crossEntropy(targets!, readOut(h, block));
  const loss = () => crossEntropy(y, model.apply(x, { training: true }) as tf.Tensor);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const dispose = () => {
    tf.dispose([heads, x, y]);
    model.dispose();
  };
  return { model, x, y, heads, crossEntropy, local, ofTargets, loss, variables, dispose };
}

const flat = (tensors: readonly tf.Tensor[]) => tensors.flatMap((t) => Array.from(t.dataSync()));
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);

onEachBackend(() => {
  test('each direction is the gradient of one local loss by the weights of its block alone', () => {
    const { model, x, y, heads, crossEntropy, local, loss, variables, dispose } = classifier();
    tf.tidy(() => {
      const directions = localLosses(model, local)(1, loss, variables);
      expect(directions.map((direction) => Object.keys(direction).length)).toEqual([2, 2, 2]);
      const [first, normal] = model.layers;
      const read = (layer: tf.layers.Layer) => layer.trainableWeights.map((w) => w.read() as tf.Variable);
      const apply = (layer: tf.layers.Layer, input: tf.Tensor) => layer.apply(input, { training: true }) as tf.Tensor;
      const h0 = apply(first, x) as tf.Tensor2D;
      const own = [
        tf.variableGrads(() => crossEntropy(y, tf.matMul(apply(first, x) as tf.Tensor2D, heads[0])), read(first)),
        tf.variableGrads(() => crossEntropy(y, tf.matMul(apply(normal, h0) as tf.Tensor2D, heads[1])), read(normal)),
        tf.variableGrads(loss, read(model.layers[2])),
      ];
      own.forEach(({ grads }, block) => {
        const expected = flat(Object.keys(grads).map((name) => grads[name]));
        const found = flat(Object.keys(grads).map((name) => directions[block][name]));
        expected.forEach((value, i) => {
          expect(found[i]).toBeCloseTo(value, 6);
        });
      });
    });
    dispose();
  });

  test('in model.fit: targets are given, moving statistics move once, nothing leaks, and the layers are as before', async () => {
    const { model, x, y, ofTargets, dispose } = classifier();
    const calls = model.layers.map((layer) => layer.call);
    const optimizer = sgd({ learningRate: 0, gradient: forwardGradient({ guess: localLosses(model, ofTargets) }) });
    const compiled = {
      loss: (a: tf.Tensor, b: tf.Tensor) => tf.losses.softmaxCrossEntropy(a, b),
      metrics: ['accuracy'],
    };
    const fit = () => model.fit(x, y, { epochs: 2, batchSize: 8, shuffle: false, verbose: 0 });
    const moved = async (by: tf.Optimizer) => {
      const start = model.getWeights().map((weight) => weight.clone());
      model.compile({ optimizer: by, ...compiled });
      const { history } = await fit();
      const statistics = flat(model.getWeights());
      model.setWeights(start);
      tf.dispose(start);
      return { statistics, accuracy: history.acc };
    };
    const expected = await moved(sgd({ learningRate: 0 }));
    expect(await moved(optimizer)).toEqual(expected);
    const { numTensors } = tf.memory();
    const { lossFunctions } = (model as unknown as { model: { lossFunctions: unknown[] } }).model;
    const functions = [...lossFunctions];
    await fit();
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(lossFunctions.every((one, i) => one === functions[i])).toBe(true);
    expect(model.layers.map((layer) => layer.call)).toEqual(calls);
    expect(model.layers.some((layer) => Object.hasOwn(layer, 'call'))).toBe(false);
    optimizer.dispose();
    dispose();
  });
});

test('local directions come closer to the gradient than random ones, and train', async () => {
  await tf.setBackend('cpu');
  const { model, local, loss, variables, dispose } = classifier();
  const measured = (source: ReturnType<typeof forwardGradient> | typeof reverseMode, step = 1) =>
    tf.tidy(() => {
      const { grads } = source.evaluate(loss, variables, step);
      return flat(variables.map(({ name }) => grads[name]));
    });
  const gradient = measured(reverseMode);
  const cosine = (a: readonly number[]) => dot(a, gradient) / Math.sqrt(dot(a, a) * dot(gradient, gradient));
  const guess = localLosses(model, local);
  const random = Array.from({ length: 20 }, (_, i) => cosine(measured(forwardGradient({ seed: 1 }), i + 1)));
  expect(cosine(measured(forwardGradient({ guess })))).toBeGreaterThan(Math.max(...random));
  const value = () => tf.tidy(() => loss().dataSync()[0]);
  const start = value();
  const optimizer = sgd({ learningRate: 0.5, gradient: forwardGradient({ guess }) });
  for (let step = 0; step < 60; step++) optimizer.minimize(loss, false, variables);
  expect(value()).toBeLessThan(0.5 * start);
  optimizer.dispose();
  dispose();
});

test('only trained variables have directions, and faults are named', async () => {
  await tf.setBackend('cpu');
  const { model, local, loss, variables, dispose } = classifier();
  const kernels = variables.filter(({ name }) => name.includes('kernel'));
  tf.tidy(() => {
    const directions = localLosses(model, local)(1, loss, kernels);
    expect(directions.map((direction) => Object.keys(direction).length)).toEqual([1, 0, 1]);
    expect(() => localLosses(model, (h) => h as tf.Scalar)(1, loss, variables)).toThrow(
      'localLosses: the local loss has shape [24,12], but must be a scalar.',
    );
  });
  const flatten = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [2, 2] })] });
  expect(() => localLosses(flatten, local)).toThrow('localLosses: the model has no layer with trainable weights.');
  flatten.dispose();
  dispose();
});

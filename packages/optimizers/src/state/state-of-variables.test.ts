import * as tf from '@tensorflow/tfjs';
import { curvatureOptimizers } from '../fixtures/curvature-optimizers.js';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import { lbfgs, prodigy, psgdKron, type ZooOptimizer } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

const [xs, ys] = [tf.linspace(-1, 1, 12).reshape([4, 3]), tf.ones([4, 1])];
const kinds = { ...everyOptimizer, ...curvatureOptimizers, lbfgs: () => lbfgs() } as Readonly<
  Record<string, () => tf.Optimizer>
>;

function modelOf(optimizer: tf.Optimizer): tf.LayersModel {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3], kernelInitializer })] });
  (optimizer as { attach?: (model: tf.LayersModel) => void }).attach?.(model);
  model.compile({ optimizer, loss: 'meanSquaredError' });
  return model;
}
const fit = (model: tf.LayersModel) => model.fit(xs, ys, { epochs: 2, batchSize: 4, verbose: 0 });
const handler = () =>
  tf.io.withSaveHandler(async () => ({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }));

test.each(Object.entries(kinds))('%s: saving a model with its optimizer again leaves no tensors', async (_, make) => {
  const optimizer = make();
  const model = modelOf(optimizer);
  const before = tf.memory().numTensors - 2; // the model's own
  await fit(model);
  await model.save(handler(), { includeOptimizer: true });
  for (let i = 0; i < 2; i++) {
    await fit(model);
    const { numTensors } = tf.memory();
    await model.save(handler(), { includeOptimizer: true });
    expect(tf.memory().numTensors).toBe(numTensors);
  }
  model.dispose();
  optimizer.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('what getWeights gives is live, and made anew where somebody disposed of it', async () => {
  const [optimizer, x] = [everyOptimizer.adam(), tf.variable(tf.scalar(1))];
  const step = () => optimizer.minimize(() => tf.square(x) as tf.Scalar);
  const iterations = async () => (await optimizer.getWeights())[0].tensor;
  step();
  const first = await iterations();
  step();
  expect(await iterations()).toBe(first);
  expect([first.dtype, first.dataSync()[0]]).toEqual(['int32', 2]);
  first.dispose();
  expect((await iterations()).dataSync()[0]).toBe(2);
  tf.disposeVariables();
  expect((await iterations()).dataSync()[0]).toBe(2);
  optimizer.dispose();
});

describe('state leaves with its variable', () => {
  test.each(Object.entries(kinds))('%s', async (_, make) => {
    const optimizer = make();
    const counts: number[] = [];
    const names = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const model = modelOf(optimizer);
      await fit(model);
      const saved = await optimizer.getWeights();
      for (const { name } of saved) names.add(name.replace(/dense_Dense\d+/, 'dense'));
      expect(names.size).toBe(saved.length); // the state of one model
      model.dispose();
      await optimizer.getWeights();
      counts.push(tf.memory().numTensors);
    }
    expect(new Set(counts.slice(1)).size).toBe(1);
    optimizer.dispose();
  });

  test('and what is kept for all together with the last of them', () => {
    const loss = (x: tf.Variable) => () => tf.sum(tf.square(x)) as tf.Scalar;
    const train = (optimizer: ZooOptimizer) => {
      const x = tf.variable(tf.tensor1d([1, 2]), true, 'gone/x');
      for (let step = 0; step < 5; step++) optimizer.minimize(loss(x), false, [x]);
      const values = Array.from(x.dataSync());
      x.dispose();
      return values;
    };
    const optimizer = prodigy({ d0: 0.01 });
    expect(train(optimizer)).toEqual(train(optimizer));
    optimizer.dispose();
  });

  test('of a file, too: a model that is gone is not saved', async () => {
    const [optimizer, names] = [psgdKron(), ['gone/a', 'gone/b']];
    const [a, b] = names.map((name) => tf.variable(tf.tensor1d([1, 2]), true, name));
    optimizer.minimize(() => tf.sum(tf.square(a).add(tf.square(b))) as tf.Scalar);
    a.dispose();
    expect((await optimizer.getWeights()).filter(({ name }) => name.startsWith('gone/a'))).toEqual([]);
    optimizer.dispose();
    b.dispose();
  });
});

test.each(Object.entries(everyOptimizer))('%s goes on after tf.disposeVariables', (_, make) => {
  const optimizer = make();
  for (let run = 0; run < 2; run++) {
    const x = tf.variable(tf.tensor2d([[1, 2]]), true, 'again/bias');
    for (let i = 0; i < 3; i++) optimizer.minimize(() => tf.sum(tf.square(x)).add(1) as tf.Scalar);
    expect(Array.from(x.dataSync()).every(Number.isFinite)).toBe(true);
    tf.disposeVariables();
  }
  optimizer.dispose();
});

test('a model saved with its optimizer is loaded for inference without this package, as the README says', async () => {
  const [optimizer, map] = [everyOptimizer.adam(), tf.serialization.SerializationMap.getMap().classNameMap];
  const model = modelOf(optimizer);
  await fit(model);
  let saved: tf.io.ModelArtifacts | undefined;
  const saving = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  await model.save(saving, { includeOptimizer: true });
  const [name, known] = ['ZooOptimizer', map.ZooOptimizer];
  delete map[name];
  try {
    await expect(tf.loadLayersModel(tf.io.fromMemory(saved!))).rejects.toThrow('ZooOptimizer');
    const { trainingConfig, ...artifacts } = saved!;
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
    expect(loaded.getWeights().map((w) => Array.from(w.dataSync()))).toEqual(
      model.getWeights().map((w) => Array.from(w.dataSync())),
    );
    loaded.dispose();
  } finally {
    map[name] = known;
  }
  model.dispose();
  optimizer.dispose();
});

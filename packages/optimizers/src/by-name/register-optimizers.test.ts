import * as tf from '@tensorflow/tfjs';
import { adamw, sgd } from '../index.js';
import { isZooOptimizer } from '../optimizer/is-zoo-optimizer.js';
import { everyOptimizer, registerOptimizers, unregisterOptimizers } from './index.js';

const compiled = (optimizer: string | tf.Optimizer) => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' })] });
  model.compile({ optimizer, loss: 'meanSquaredError' });
  return model;
};
const nameOf = ({ optimizer }: tf.LayersModel) => (isZooOptimizer(optimizer) ? optimizer.rule.name : 'of tfjs');

afterEach(unregisterOptimizers);

test('a name makes what its optimizer does', async () => {
  registerOptimizers({ adamw });
  const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const losses = async (optimizer: string | tf.Optimizer) =>
    (await compiled(optimizer).fit(x, tf.ones([2, 1]), { epochs: 3, verbose: 0, shuffle: false })).history.loss;
  expect(await losses('adamw')).toEqual(await losses(adamw()));
});

test('functional models take names too, and each model has an optimizer of its own', () => {
  registerOptimizers({ slow: () => sgd({ learningRate: 1e-4 }) });
  const input = tf.input({ shape: [2] });
  const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(input) as tf.SymbolicTensor });
  model.compile({ optimizer: 'slow', loss: 'meanSquaredError' });
  expect(nameOf(model)).toBe('SGD');
  expect(isZooOptimizer(model.optimizer) && model.optimizer.learningRate).toBe(1e-4);
  expect(compiled('slow').optimizer).not.toBe(model.optimizer);
});

test('the optimizer is disposed of with the model', async () => {
  registerOptimizers({ adamw });
  const [x, y] = [tf.ones([2, 2]), tf.ones([2, 1])];
  const before = tf.memory().numTensors;
  const model = compiled('adamw');
  await model.fit(x, y, { epochs: 1, verbose: 0 });
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('names of tfjs stay its own until they are registered, and are its own again', () => {
  registerOptimizers({ adamw });
  expect(nameOf(compiled('sgd'))).toBe('of tfjs');
  registerOptimizers({ sgd });
  expect(nameOf(compiled('sgd'))).toBe('SGD');
  expect(nameOf(compiled('adamw'))).toBe('AdamW');
  unregisterOptimizers();
  expect(nameOf(compiled('sgd'))).toBe('of tfjs');
  expect(() => compiled('adamw')).toThrow('Unknown Optimizer adamw');
});

test('every optimizer of the zoo can be had by name, but for what needs the model', () => {
  registerOptimizers(everyOptimizer);
  const { sophiaG: needsOutputs, ...others } = everyOptimizer;
  expect(Object.keys(others).length).toBeGreaterThan(50);
  for (const name of Object.keys(others)) expect(compiled(name).optimizer).toBeInstanceOf(tf.Optimizer);
  expect(needsOutputs).toBeDefined();
  expect(() => compiled('sophiaG')).toThrow("SophiaG needs 'hessianDiagonal'");
});

test('what is wrong is said in one sentence', () => {
  registerOptimizers({ adamw, broken: () => 3 as never });
  expect(() => compiled('lion')).toThrow(
    "Unknown optimizer 'lion'; registered are adamw, broken. Write registerOptimizers({ lion }) before, or give compile an optimizer instead of a name.",
  );
  expect(() => compiled('broken')).toThrow("What was registered as 'broken' makes number 3, which is no tf.Optimizer.");
  expect(() => registerOptimizers({})).toThrow('registerOptimizers takes optimizers by name');
  expect(() => registerOptimizers({ adamw: adamw() as never })).toThrow("'adamw' is an object");
});

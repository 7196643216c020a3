// A variable is trained only if the loss reads it: others stay to the bit, whether they are in the list or, without one,
// somewhere in the program.
import * as tf from '@tensorflow/tfjs';
import { everySource } from '../fixtures/every-source.js';
import { adam, type GradientSource, lbfgs } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

const optimizers: Readonly<Record<string, () => tf.Optimizer>> = {
  ...Object.fromEntries(
    Object.entries(everySource as Readonly<Record<string, () => unknown>>).map(([name, source]) => [
      `adam with ${name}`,
      () => adam({ learningRate: 0.05, gradient: source() as GradientSource<'grad'> }),
    ]),
  ),
  lbfgs: () => lbfgs(),
};

describe.each(Object.entries(optimizers))('%s', (_, make) => {
  test.each([true, false])('listed: %p', (isListed) => {
    const values = [
      [1, -2],
      [3, 0.7],
    ];
    const [used, idle] = values.map((at) => tf.variable(tf.tensor1d(at)));
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [2] })] }); // of somebody else
    const others = model.getWeights().map((weight) => Array.from(weight.dataSync()));
    const optimizer = make();
    const loss = () => tf.sum(tf.square(tf.add(used, 1))) as tf.Scalar;
    for (let step = 0; step < 3; step++) optimizer.minimize(loss, false, isListed ? [idle, used] : undefined);
    expect(Array.from(idle.dataSync())).toEqual(values[1].map(Math.fround));
    expect(Array.from(used.dataSync())).not.toEqual(values[0]);
    expect(model.getWeights().map((weight) => Array.from(weight.dataSync()))).toEqual(others);
    for (const one of [used, idle, model, optimizer]) one.dispose();
  });
});

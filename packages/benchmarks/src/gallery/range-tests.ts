import { adam, sgd } from '@optimizer-zoo/optimizers';
import { findLearningRate, type RangeTest } from '@optimizer-zoo/schedulers/callbacks';
import * as tf from '@tensorflow/tfjs';

const optimizers = {
  sgd: () => sgd({ learningRate: 0.01 }),
  adam: () => adam({ learningRate: 0.001 }),
};

export interface NamedRangeTest extends RangeTest {
  readonly optimizer: string;
}

/** Range tests of a small network on data that are always the same. */
export async function rangeTests(): Promise<NamedRangeTest[]> {
  const x = tf.randomNormal([2048, 4], 0, 1, 'float32', 7);
  const y = tf.tidy(() => x.sum(1, true).sin());
  const tests: NamedRangeTest[] = [];
  for (const [optimizer, make] of Object.entries(optimizers)) {
    const model = build(make());
    const train = (callbacks: tf.Callback[]) =>
      model.fit(x, y, { epochs: 10, batchSize: 128, shuffle: false, verbose: 0, callbacks });
    tests.push({ optimizer, ...(await findLearningRate(model, train, { minLearningRate: 1e-5, steps: 150 })) });
    model.dispose();
  }
  tf.dispose([x, y]);
  return tests;
}

function build(optimizer: tf.Optimizer): tf.Sequential {
  const dense = (units: number, seed: number, more: object) =>
    tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotUniform({ seed }), ...more });
  const model = tf.sequential({ layers: [dense(32, 1, { inputShape: [4], activation: 'tanh' }), dense(1, 2, {})] });
  model.compile({ optimizer, loss: 'meanSquaredError' });
  return model;
}

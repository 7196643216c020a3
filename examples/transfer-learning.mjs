// Transfer learning: first a new head on a frozen body, then both, the body a hundred times as slowly.
import { adamw } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

const seeded = (seed) => tf.initializers.glorotUniform({ seed });
const dense = (options) =>
  tf.layers.dense({ activation: 'tanh', ...options, kernelInitializer: seeded(options.units) });
const x = tf.randomNormal([512, 4], 0, 1, 'float32', 7);
const sum = tf.sum(x, 1, true);

// A body that learned another task on the same inputs; a downloaded model takes its place.
const body = tf.sequential({
  name: 'body',
  layers: [dense({ name: 'body1', units: 24, inputShape: [4] }), dense({ name: 'body2', units: 12 })],
});
const pretrained = tf.sequential({ layers: [body, tf.layers.dense({ units: 1, kernelInitializer: seeded(1) })] });
pretrained.compile({ optimizer: adamw({ learningRate: 0.01 }), loss: 'meanSquaredError' });
await pretrained.fit(x, tf.sin(sum), { epochs: 30, batchSize: 64, shuffle: false, verbose: 0 });

const head = tf.layers.dense({ name: 'head', units: 1, kernelInitializer: seeded(2) });
const model = tf.sequential({ layers: [body, head] });
const y = tf.sin(tf.mul(sum, 1.2));
const fit = async (optimizer, epochs) => {
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const { history } = await model.fit(x, y, { epochs, batchSize: 64, shuffle: false, verbose: 0 });
  return history.loss.at(-1);
};

body.trainable = false;
console.log(`the head alone: loss ${await fit(adamw({ learningRate: 0.02 }), 15)}`);

body.trainable = true;
const groups = [{ match: /^body/, options: { learningRate: 2e-4 } }];
console.log(`both, at two learning rates: loss ${await fit(adamw({ learningRate: 0.02, groups }), 40)}`);

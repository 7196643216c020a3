// Training without backpropagation: the gradient is estimated along random directions, in one run of the model each.
import { adam, forwardGradient } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

const seeded = (seed) => tf.initializers.glorotUniform({ seed });
const model = tf.sequential();
model.add(tf.layers.dense({ units: 8, activation: 'tanh', inputShape: [2], kernelInitializer: seeded(1) }));
model.add(tf.layers.dense({ units: 1, kernelInitializer: seeded(2) }));
const gradient = forwardGradient({ seed: 1, directions: 4 });
model.compile({ optimizer: adam({ learningRate: 0.01, gradient }), loss: 'meanSquaredError' });

const x = tf.randomNormal([256, 2], 0, 1, 'float32', 7);
const { history } = await model.fit(x, tf.sin(tf.sum(x, 1, true)), {
  epochs: 80,
  batchSize: 32,
  shuffle: false,
  verbose: 0,
});
console.log(`loss ${history.loss[0]} -> ${history.loss.at(-1)}`);

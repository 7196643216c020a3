// Wrappers around an optimizer: clipped gradients, lookahead, and an average of the weights to evaluate with.
import { adamw, clipByGlobalNorm, ema, gradientNoise, lookahead } from '@optimizer-zoo/optimizers';
import { SwapEMAWeights } from '@optimizer-zoo/optimizers/callbacks';
import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, activation: 'tanh', inputShape: [4] }));
model.add(tf.layers.dense({ units: 1 }));

const inner = adamw({
  learningRate: 0.01,
  weightDecay: 0.01,
  groups: [{ match: 'bias', options: { weightDecay: 0 } }], // biases do not decay
  gradient: gradientNoise({ eta: 0.001, seed: 1 }),
});
const optimizer = ema(lookahead(clipByGlobalNorm(inner, { globalClipnorm: 1 })), { emaMomentum: 0.95 });
model.compile({ optimizer, loss: 'meanSquaredError' });

const x = tf.randomNormal([640, 4], 0, 1, 'float32', 7);
const y = tf.sin(tf.sum(x, 1, true));
const { history } = await model.fit(x, y, {
  epochs: 40,
  validationSplit: 0.2, // sees the averaged weights, as does all that comes after training
  callbacks: new SwapEMAWeights(model),
});
console.log(`loss ${history.loss.at(-1)}, of the average ${history.val_loss.at(-1)}`);

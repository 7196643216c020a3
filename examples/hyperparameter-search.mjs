// A random search over learning rate and weight decay: optimizers are made from plain options, and disposed of after each trial.
import { adamw } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

const seeded = (seed) => tf.initializers.glorotUniform({ seed });
const x = tf.randomNormal([256, 4], 0, 1, 'float32', 7);
const y = tf.sin(tf.sum(x, 1, true));

/** The loss on held-out data after a few epochs. */
async function lossWith(options) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 16, activation: 'tanh', inputShape: [4], kernelInitializer: seeded(1) }));
  model.add(tf.layers.dense({ units: 1, kernelInitializer: seeded(2) }));
  const optimizer = adamw(options);
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const fit = { epochs: 12, batchSize: 32, shuffle: false, validationSplit: 0.25, verbose: 0 };
  const { history } = await model.fit(x, y, fit);
  model.dispose();
  optimizer.dispose();
  return history.val_loss.at(-1);
}

/** Points that fill the plane evenly, log-uniform in both options (Halton 1960). */
function halton(index, base) {
  let [value, share] = [0, 1];
  for (let i = index; i > 0; i = Math.floor(i / base)) {
    share /= base;
    value += (i % base) * share;
  }
  return value;
}
const logUniform = (low, high, u) => low * (high / low) ** u;

const trials = [];
for (let trial = 1; trial <= 12; trial++) {
  const options = {
    learningRate: logUniform(1e-4, 1, halton(trial, 2)),
    weightDecay: logUniform(1e-5, 1e-1, halton(trial, 3)),
  };
  trials.push({ ...options, loss: await lossWith(options) });
}
trials.sort((a, b) => a.loss - b.loss);
console.table(trials.slice(0, 3));
console.log(`best held-out loss ${trials[0].loss}`);

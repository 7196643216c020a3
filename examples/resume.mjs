// Train, save with the optimizer, load, and train on as if nothing had happened.
import { ademamix } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros' })] });
model.compile({ optimizer: ademamix({ learningRate: 0.05, alpha: 2 }), loss: 'meanSquaredError' });
const x = tf.randomNormal([64, 2], 0, 1, 'float32', 1);
const y = tf.sum(x, 1, true);
await model.fit(x, y, { epochs: 20, verbose: 0 });

// In a browser: 'indexeddb://model'; with tfjs-node: 'file://model'.
let saved;
await model.save(
  tf.io.withSaveHandler(async (artifacts) => (saved = artifacts)),
  { includeOptimizer: true },
);

const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved));
console.log(`goes on at step ${loaded.optimizer.iterations} with ${loaded.optimizer.rule.name}`);
const { history } = await loaded.fit(x, y, { epochs: 20, verbose: 0 });
console.log(`loss ${history.loss.at(-1)}`);

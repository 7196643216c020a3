// In the worker: trains, tells how far it is, and sends the model back, the optimizer with it.
import { adamw } from '@optimizer-zoo/optimizers';
import { cosineDecay } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';

self.addEventListener('message', async ({ data: { x, y, epochs } }) => {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 16, activation: 'tanh', inputShape: [x[0].length] }));
  model.add(tf.layers.dense({ units: 1 }));
  const learningRate = cosineDecay({ initialValue: 0.02, decaySteps: epochs * Math.ceil(x.length / 32) });
  model.compile({ optimizer: adamw({ learningRate }), loss: 'meanSquaredError' });

  await model.fit(tf.tensor2d(x), tf.tensor2d(y), {
    epochs,
    verbose: 0,
    callbacks: { onEpochEnd: async (epoch, { loss }) => self.postMessage({ kind: 'progress', epoch, loss }) },
  });
  const save = tf.io.withSaveHandler(async (artifacts) => self.postMessage({ kind: 'done', artifacts }));
  await model.save(save, { includeOptimizer: true });
});

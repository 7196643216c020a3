// In a page: tfvis shows the loss and the learning rate of each epoch as training goes on, and how sharp the loss has become.
import { adamw } from '@optimizer-zoo/optimizers';
import { SharpnessLogger } from '@optimizer-zoo/optimizers/callbacks';
import { cosineDecay } from '@optimizer-zoo/schedulers';
import { LearningRateLogger } from '@optimizer-zoo/schedulers/callbacks';
import * as tf from '@tensorflow/tfjs';
import * as tfvis from '@tensorflow/tfjs-vis';

const x = tf.randomUniform([256, 2], -2, 2, 'float32', 1);
const y = tf.sin(tf.sum(x, 1, true));
const init = (seed) => tf.initializers.glorotNormal({ seed });
const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 16, activation: 'tanh', inputShape: [2], kernelInitializer: init(2) }),
    tf.layers.dense({ units: 1, kernelInitializer: init(3) }),
  ],
});
const learningRate = cosineDecay({ initialValue: 0.03, decaySteps: 240 });
model.compile({ optimizer: adamw({ learningRate }), loss: 'meanSquaredError' });

const loss = () => tf.losses.meanSquaredError(y, model.apply(x));
const metrics = ['loss', 'learningRate', 'sharpness'];
const charts = tfvis.show.fitCallbacks({ name: 'adamw', tab: 'Training' }, metrics, { callbacks: ['onEpochEnd'] });
const { history } = await model.fit(x, y, {
  epochs: 30,
  batchSize: 32,
  verbose: 0,
  callbacks: [new LearningRateLogger(), new SharpnessLogger({ loss }), new tf.CustomCallback(charts)],
});
console.log(`loss ${history.loss.at(-1)}`);

import { adamw } from '@optimizer-zoo/optimizers';
import { cosineDecay, linearWarmup } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, activation: 'tanh', inputShape: [4] }));
model.add(tf.layers.dense({ units: 1 }));
const learningRate = linearWarmup({ warmupSteps: 20, after: cosineDecay({ initialValue: 0.02, decaySteps: 380 }) });
model.compile({ optimizer: adamw({ learningRate, weightDecay: 0.01 }), loss: 'meanSquaredError' });

const x = tf.randomNormal([640, 4], 0, 1, 'float32', 7);
const { history } = await model.fit(x, tf.sin(tf.sum(x, 1, true)), { epochs: 20, batchSize: 32 });
console.log(`loss ${history.loss[0]} -> ${history.loss.at(-1)}`);

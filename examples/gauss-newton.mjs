// Gauss-Newton steps in model.fit: a regression that Adam needs many more epochs for.
import { egn } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, activation: 'tanh', inputShape: [4] }));
model.add(tf.layers.dense({ units: 1 }));

// attach: a step looks at the model's outputs, not at a gradient alone
const optimizer = egn({ damping: 0.1, adaptiveDamping: true }).attach(model);
model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });

const x = tf.randomNormal([640, 4], 0, 1, 'float32', 7);
const { history } = await model.fit(x, tf.sin(tf.sum(x, 1, true)), { epochs: 15, batchSize: 64 });
console.log(optimizer.report); // how the last step ended, with its damping
console.log(`loss ${history.loss[0]} -> ${history.loss.at(-1)}`);

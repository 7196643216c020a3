// What the loss looks like: its sharpness along training, and its curvature and a slice of it at the end.
import { momentum } from '@optimizer-zoo/optimizers';
import { SharpnessLogger } from '@optimizer-zoo/optimizers/callbacks';
import { gradientOverlap, slice1d, topEigenvalues } from '@optimizer-zoo/optimizers/landscape';
import * as tf from '@tensorflow/tfjs';

const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, activation: 'tanh', inputShape: [2], kernelInitializer }));
model.add(tf.layers.dense({ units: 1, kernelInitializer }));
model.compile({ optimizer: momentum({ learningRate: 0.05 }), loss: 'meanSquaredError' });

const x = tf.randomNormal([256, 2], 0, 1, 'float32', 7);
const y = tf.sin(tf.sum(x, 1, true));
const loss = () => tf.losses.meanSquaredError(y, model.apply(x)); // of a batch that stays the same

const callbacks = new SharpnessLogger({ loss, every: 5 });
const { history } = await model.fit(x, y, { epochs: 21, batchSize: 32, shuffle: false, verbose: 0, callbacks });
const measured = history.sharpness.filter(Number.isFinite).map((value) => value.toFixed(1));
console.log(`sharpness ${measured.join(', ')}`);

const { values } = await topEigenvalues(loss, { k: 3 });
console.log(`largest eigenvalues ${values.map((value) => value.toFixed(2)).join(', ')}`);
const { overlap } = await gradientOverlap(loss, { k: 3 });
console.log(`${(100 * overlap).toFixed(0)} % of the gradient lies among their eigenvectors`);
const { values: slice } = await slice1d(loss, { points: 5 });
console.log(`along a random direction ${slice.map((value) => value.toFixed(2)).join(', ')}`);
console.log(`loss ${history.loss.at(-1)}`);

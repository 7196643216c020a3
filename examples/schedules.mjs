// Find a learning rate, then train with a schedule and watch it; any numeric hyperparameter takes one.
import { adamw } from '@optimizer-zoo/optimizers';
import { cosineDecay, warmupStableDecay } from '@optimizer-zoo/schedulers';
import { findLearningRate, LearningRateLogger, TerminateOnNaN } from '@optimizer-zoo/schedulers/callbacks';
import * as tf from '@tensorflow/tfjs';

const x = tf.randomNormal([640, 4], 0, 1, 'float32', 7);
const y = tf.sin(tf.sum(x, 1, true));

function build(optimizer) {
  const dense = (units, seed, more) =>
    tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotUniform({ seed }), ...more });
  const model = tf.sequential({ layers: [dense(32, 1, { inputShape: [4], activation: 'tanh' }), dense(1, 2)] });
  model.compile({ optimizer, loss: 'meanSquaredError' });
  return model;
}

const trial = build(adamw());
const { suggestion } = await findLearningRate(
  trial,
  (callbacks) => trial.fit(x, y, { epochs: 20, batchSize: 128, shuffle: false, callbacks }),
  { minLearningRate: 1e-5, maxLearningRate: 1 },
);
console.log(`The loss falls most steeply at a learning rate of ${suggestion.toPrecision(2)}.`);

const learningRate = warmupStableDecay({ maxValue: suggestion, warmupSteps: 40, stableSteps: 360, decaySteps: 200 });
const weightDecay = cosineDecay({ initialValue: 0.01, decaySteps: 600 });
const model = build(adamw({ learningRate, weightDecay }));
const { history } = await model.fit(x, y, {
  epochs: 30,
  batchSize: 32,
  shuffle: false,
  callbacks: [new LearningRateLogger(), new TerminateOnNaN()],
});
console.log(`learning rates: ${history.learningRate.map((rate) => rate.toPrecision(2)).join(' ')}`);
console.log(`loss ${history.loss[0]} -> ${history.loss.at(-1)}`);

import * as tf from '@tensorflow/tfjs';

/** Sixteen points in batches of four: a linear model that always starts the same. */
export function makeModel(optimizer: tf.Optimizer): tf.LayersModel {
  const layer = tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros' });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
  return model;
}

export const x = tf.tensor2d(Array.from({ length: 16 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]));
export const y = tf.tensor2d(Array.from({ length: 16 }, (_, i) => [2 * Math.sin(i) - Math.cos(3 * i) + 0.5]));

/** Four batches an epoch, in order. */
export const fit = (model: tf.LayersModel, args: tf.ModelFitArgs) =>
  model.fit(x, y, { batchSize: 4, shuffle: false, verbose: 0, ...args });

export const weightsOf = (model: tf.LayersModel) => model.getWeights().map((weight) => Array.from(weight.dataSync()));

/** Writes values of one's own into the logs of each epoch. */
export const addToLogs = (values: (epoch: number) => Record<string, number>) =>
  new tf.CustomCallback({
    onEpochEnd(epoch, logs) {
      Object.assign(logs!, values(epoch));
    },
  });

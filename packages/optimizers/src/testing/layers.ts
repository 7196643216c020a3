import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { ZooOptimizer } from '../optimizer/optimizer.js';
import { assert, assertEqual, assertFinite } from './assert.js';
import type { Checks } from './check.js';
import { giveBack } from './trial.js';

const rows = Array.from({ length: 48 }, (_, i) => [Math.sin(i), Math.cos(2 * i), Math.sin(3 * i)]);
const answers = rows.map(([a, b, c]) => [Math.tanh(a) - 2 * Math.tanh(b) + 0.5 * Math.tanh(c)]);

function build(optimizer: ZooOptimizer): tfl.Sequential {
  const glorot = (seed: number) => tfl.initializers.glorotUniform({ seed });
  const model = tfl.sequential({
    layers: [
      tfl.layers.dense({ units: 6, activation: 'tanh', inputShape: [3], kernelInitializer: glorot(1) }),
      tfl.layers.dense({ units: 1, kernelInitializer: glorot(2) }),
    ],
  });
  model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
  return model;
}

async function fit(model: tfl.LayersModel): Promise<Record<string, number[]>> {
  const [x, y] = [tf.tensor2d(rows), tf.tensor2d(answers)];
  const { history } = await model.fit(x, y, { epochs: 5, batchSize: 16, shuffle: false, verbose: 0 });
  tf.dispose([x, y]);
  return history as Record<string, number[]>;
}

async function weightsOf(model: tfl.LayersModel) {
  const arrays = await Promise.all(model.getWeights().map((weight) => weight.data()));
  return Object.fromEntries(arrays.map((array, index) => [`weight ${index}`, Array.from(array)]));
}

async function save(model: tfl.LayersModel, optimizer: ZooOptimizer): Promise<tf.io.ModelArtifacts> {
  const handed: Awaited<ReturnType<ZooOptimizer['getWeights']>> = [];
  optimizer.getWeights = async () => {
    handed.push(...(await Object.getPrototypeOf(optimizer).getWeights.call(optimizer)));
    return handed;
  };
  let saved: tf.io.ModelArtifacts | undefined;
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  await model.save(handler, { includeOptimizer: true });
  giveBack(handed); // tf's save leaves them behind
  return saved!;
}

/** In tf's layers. */
export const layers = {
  async 'trains in model.fit with metrics, and leaks nothing'({ make }) {
    const optimizer = make();
    const model = build(optimizer);
    const { loss, mae } = await fit(model);
    assert(loss[4] < loss[0], `the loss goes from ${loss[0]} to ${loss[4]} in five epochs.`);
    assert(mae?.length === 5, `there are ${mae?.length ?? 'no'} values of the metric, but should be 5.`);
    const { numTensors } = tf.memory();
    await fit(model);
    const more = tf.memory().numTensors - numTensors;
    assert(more === 0, `fit leaves ${more} tensors behind.`);
    model.dispose();
    optimizer.dispose();
  },

  async 'a saved model, loaded, trains on as if it had not stopped'({ make }) {
    const optimizer = make();
    const model = build(optimizer);
    await fit(model);
    const loaded = await tfl.loadLayersModel(tf.io.fromMemory(await save(model, optimizer)));
    await fit(model);
    await fit(loaded);
    const weights = await weightsOf(model);
    assertFinite(weights, 'after ten epochs');
    assertEqual(await weightsOf(loaded), weights, 'after five epochs of a loaded model');
    const { optimizer: another } = loaded;
    for (const one of [model, loaded, optimizer, another]) one.dispose();
  },
} satisfies Checks;

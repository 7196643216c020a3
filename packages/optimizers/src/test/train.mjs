// A process that trains with the built package, as a user would install it; see ../resume.test.ts.
//   node train.mjs <file> <optimizer> <backend> whole | first | second
// 'whole' trains 6 epochs and prints the weights; 'first' trains 3 and saves; 'second' loads, trains 3 and prints.
import { readFileSync, writeFileSync } from 'node:fs';
import * as zoo from '@optimizer-zoo/optimizers';
import { cosineDecay } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const makers = {
  sgd: () => zoo.sgd({ learningRate: 0.05 }),
  momentum: () => zoo.sgd({ learningRate: 0.05, momentum: 0.9, nesterov: true }),
  adam: () => zoo.adam({ learningRate: cosineDecay({ initialValue: 0.01, decaySteps: 40 }) }),
  adamw: () => zoo.adamw({ learningRate: 0.01 }),
  amsgrad: () => zoo.amsgrad({ learningRate: 0.01, variant: 'torch' }),
  ademamix: () => zoo.ademamix({ learningRate: 0.01, alphaWarmup: 20, beta3Warmup: 20 }),
  nagGs: () => zoo.nagGs({ alpha: 0.1 }),
  inducedMetric: () => zoo.inducedMetric({ variant: 'log', learningRate: 0.05 }),
};

const [file, name, backend, part] = process.argv.slice(2);
await tf.setBackend(backend);
const optimizer = makers[name](); // its module must be loaded before a model that names it

function build() {
  const dense = (units, seed, options) =>
    tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotUniform({ seed }), ...options });
  const layers = [dense(7, 1, { inputShape: [5], activation: 'tanh' }), tf.layers.batchNormalization(), dense(3, 2)];
  const model = tf.sequential({ layers });
  model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
  return model;
}

const array = (rows, columns, phase) =>
  tf.tensor2d(
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => Math.sin(phase * i * (j + 1) + j)),
    ),
  );
const [x, y] = [array(24, 5, 0.7), array(24, 3, 0.3)];

const model = part === 'second' ? await tf.loadLayersModel({ load: async () => load() }) : build();
await model.fit(x, y, { epochs: part === 'whole' ? 6 : 3, batchSize: 8, shuffle: false, verbose: 0 });
if (part === 'first') await model.save({ save: async (artifacts) => save(artifacts) }, { includeOptimizer: true });
else {
  const bits = model.getWeights().map((weight) => Buffer.from(weight.dataSync().slice().buffer).toString('hex'));
  console.log(JSON.stringify({ bits, rate: model.optimizer.learningRate, config: model.optimizer.getConfig() }));
}

function save({ weightData, ...rest }) {
  writeFileSync(file, JSON.stringify({ ...rest, weightData: Buffer.from(weightData).toString('base64') }));
  return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
}

function load() {
  const { weightData, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
  return { ...rest, weightData: new Uint8Array(Buffer.from(weightData, 'base64')).buffer };
}

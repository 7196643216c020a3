// A process that trains with the built package, as a user would install it; see ../resume.test.ts.
//   node train.mjs <folder> <backend> whole | first | second
// For each configuration in <folder>/optimizers.json, 'whole' trains 6 epochs; 'first' trains 3 and saves the models;
// 'second' loads them and trains 3 more. Each writes <folder>/<backend>-<part>.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [folder, backend, part] = process.argv.slice(2);
await tf.setBackend(backend);

/** An optimizer from the class that its package has registered. */
function make({ className, config }) {
  const [Class, fromConfig] = tf.serialization.SerializationMap.getMap().classNameMap[className];
  return fromConfig(Class, config);
}

function build(configuration) {
  const optimizer = make(configuration);
  const dense = (units, seed, options) =>
    tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotUniform({ seed }), ...options });
  // an optimizer that looks at the outputs needs samples apart from each other
  const norm = optimizer.attach ? tf.layers.layerNormalization() : tf.layers.batchNormalization();
  const layers = [dense(7, 1, { inputShape: [5], activation: 'tanh' }), norm, dense(3, 2)];
  const model = tf.sequential({ layers });
  optimizer.attach?.(model);
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

const train = (model) =>
  model.fit(x, y, { epochs: part === 'whole' ? 6 : 3, batchSize: 8, shuffle: false, verbose: 0 });

async function save(model) {
  let saved;
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  });
  await model.save(handler, { includeOptimizer: true });
  return { ...saved, weightData: Buffer.from(saved.weightData).toString('base64') };
}

const load = ({ weightData, ...rest }) =>
  tf.loadLayersModel({
    load: async () => ({ ...rest, weightData: new Uint8Array(Buffer.from(weightData, 'base64')).buffer }),
  });

const describe = (model) => ({
  bits: model.getWeights().map((weight) => Buffer.from(weight.dataSync().slice().buffer).toString('hex')),
  rate: model.optimizer.learningRate,
  config: model.optimizer.getConfig(),
});

const fileOf = (which) => join(folder, `${backend}-${which}.json`);
const given = JSON.parse(readFileSync(part === 'second' ? fileOf('first') : join(folder, 'optimizers.json'), 'utf8'));
const results = {};
for (const [name, entry] of Object.entries(given)) {
  const model = part === 'second' ? await load(entry) : build(entry);
  if (part === 'second') model.optimizer.attach?.(model);
  await train(model);
  results[name] = part === 'first' ? await save(model) : describe(model);
  model.dispose();
}
writeFileSync(fileOf(part), JSON.stringify(results));

// What a Gram matrix and a step of egn cost, in gradients of the same model on the cpu backend; after `pnpm run build`:
//   node scripts/gram-cost.mjs
import { createRequire } from 'node:module';
import { gramian } from '../packages/optimizers/dist/autodiff/index.js';
import { egn } from '../packages/optimizers/dist/index.js';

const tf = createRequire(new URL('../packages/optimizers/package.json', import.meta.url))('@tensorflow/tfjs');
await tf.setBackend('cpu');

const models = {
  'MLP 20-64-64-c': (outputs) => {
    const { dense } = tf.layers;
    const layers = [
      dense({ units: 64, activation: 'tanh', inputShape: [20] }),
      dense({ units: 64, activation: 'tanh' }),
    ];
    return { model: tf.sequential({ layers: [...layers, dense({ units: outputs })] }), shape: [20] };
  },
  'conv net 10x10x2': (outputs) => {
    const { conv2d, flatten, dense } = tf.layers;
    const conv = (options) => conv2d({ filters: 8, kernelSize: 3, activation: 'relu', ...options });
    const layers = [conv({ inputShape: [10, 10, 2] }), conv({ strides: 2 }), flatten(), dense({ units: outputs })];
    return { model: tf.sequential({ layers }), shape: [10, 10, 2] };
  },
};

const milliseconds = (run) => {
  const start = performance.now();
  run();
  return performance.now() - start;
};
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

for (const [name, make] of Object.entries(models)) {
  for (const [samples, outputs] of [
    [32, 1],
    [128, 1],
    [32, 10],
    [128, 10],
  ]) {
    const { model, shape } = make(outputs);
    const x = tf.randomNormal([samples, ...shape], 0, 1, 'float32', 1);
    const y = tf.randomNormal([samples, outputs], 0, 1, 'float32', 2);
    const variables = model.trainableWeights.map((weight) => weight.read());
    const z = () => model.apply(x);
    const optimizer = egn();
    const runs = {
      gradient: () => tf.dispose(tf.variableGrads(() => tf.losses.meanSquaredError(y, z()), variables)),
      gram: () => {
        const found = gramian(z, variables);
        found.gram();
        found.dispose();
        found.outputs.dispose();
      },
      step: () => optimizer.minimizeResidual(z, y, 'meanSquaredError', variables).dispose(),
    };
    const times = { gradient: [], gram: [], step: [] };
    for (let round = 0; round < 12; round++) {
      for (const [kind, run] of Object.entries(runs)) {
        const time = milliseconds(run);
        if (round > 2) times[kind].push(time);
      }
    }
    const { gradient, gram, step } = Object.fromEntries(
      Object.entries(times).map(([kind, list]) => [kind, median(list)]),
    );
    const inGradients = (time) => `${(time / gradient).toFixed(1)} gradients`;
    console.log(
      `${name}, ${samples} x ${outputs}: gradient ${gradient.toFixed(1)} ms, Gram matrix with its check ${inGradients(gram)}, step of egn ${inGradients(step)}`,
    );
    tf.dispose([x, y]);
    model.dispose();
  }
}

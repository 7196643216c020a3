// What jvp and Hessian-vector products cost, in units of one gradient (tf.variableGrads), and which kernel a gradient spends
// most of its time in. After `npx -y pnpm@10.34.9 run build`:
//
//     node packages/optimizers/scripts/autodiff-cost.mjs cpu wasm

import { forwardGradient, mezo } from '@optimizer-zoo/optimizers';
import { jvp, valueGradHvp } from '@optimizer-zoo/optimizers/autodiff';
import { registerWasmTrainingKernels } from '@optimizer-zoo/optimizers/wasm-training';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const rounds = 7;
const backends = process.argv.slice(2);

/** A model with a batch: the loss of its weights. */
function problem(layers, shape, classes) {
  const model = tf.sequential({ layers });
  const [x, labels] = [tf.randomNormal(shape, 0, 1, 'float32', 1), tf.range(0, shape[0], 1, 'int32')];
  const y = tf.tidy(() => tf.oneHot(tf.mod(labels, classes).toInt(), classes));
  return {
    variables: model.trainableWeights.map((weight) => weight.read()),
    loss: () => tf.losses.softmaxCrossEntropy(y, model.apply(x, { training: true })),
  };
}

const { dense, conv2d, flatten } = tf.layers;
const activation = 'relu';
const problems = {
  'MLP 784-256-256-10, batch 128': () =>
    problem(
      [dense({ units: 256, activation, inputShape: [784] }), dense({ units: 256, activation }), dense({ units: 10 })],
      [128, 784],
      10,
    ),
  'conv net 20 x 20, batch 32': () =>
    problem(
      [
        conv2d({ filters: 8, kernelSize: 3, activation, inputShape: [20, 20, 1] }),
        conv2d({ filters: 16, kernelSize: 3, strides: 2, activation }),
        flatten(),
        dense({ units: 10 }),
      ],
      [32, 20, 20, 1],
      10,
    ),
};

/** Ways to learn of a loss. */
function ways({ variables, loss }) {
  const vs = variables.map((x) => tf.randomNormal(x.shape, 0, 1, 'float32', 2));
  return {
    gradient: () => tf.variableGrads(loss, variables),
    loss,
    jvp: () => jvp(loss, variables, vs),
    valueGradHvp: () => valueGradHvp(loss, variables, vs),
    'forwardGradient, drawing v': () => forwardGradient().evaluate(loss, variables, 1),
    mezo: () => mezo().evaluate(loss, variables, 1),
  };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function time(run) {
  const start = performance.now();
  tf.tidy(() => void run());
  return performance.now() - start;
}

/** The kernel that takes most of the time, with its share. */
async function slowest(run) {
  const { kernels } = await tf.profile(() => tf.tidy(() => void run()) ?? []);
  const times = new Map();
  for (const { name, kernelTimeMs } of kernels) times.set(name, (times.get(name) ?? 0) + Number(await kernelTimeMs));
  const total = [...times.values()].reduce((sum, value) => sum + value, 0);
  const [name, most] = [...times].sort((a, b) => b[1] - a[1])[0];
  return `${name} ${Math.round((100 * most) / total)} %`;
}

registerWasmTrainingKernels();
for (const backend of backends.length > 0 ? backends : ['cpu', 'wasm']) {
  await tf.setBackend(backend);
  for (const [name, make] of Object.entries(problems)) {
    const runs = Object.entries(ways(make()));
    for (const [, run] of runs) time(run);
    const times = Array.from({ length: rounds }, () => runs.map(([, run]) => time(run)));
    console.log(`\n${backend}, ${name}: a gradient takes ${median(times.map(([own]) => own)).toFixed(1)} ms`);
    console.log(`  most of it in ${await slowest(runs[0][1])}`);
    runs.slice(1).forEach(([way], i) => {
      console.log(`  ${way}: ${median(times.map((all) => all[i + 1] / all[0])).toFixed(2)}`);
    });
  }
}

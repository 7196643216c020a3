// What derivatives cost on the backend in use, in Node and in a page.
import { forwardGradient, mezo } from '@optimizer-zoo/optimizers';
import { jvp, valueGradHvp } from '@optimizer-zoo/optimizers/autodiff';
import * as tf from '@tensorflow/tfjs';

const rounds = 7;

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

const tensorsIn = (found) =>
  found instanceof tf.Tensor ? [found] : Object.values(found ?? {}).flatMap((part) => tensorsIn(part));

/** Until the last number is there: a GPU's kernels run after their call. */
async function time(run) {
  const start = performance.now();
  const tensors = tensorsIn(tf.tidy(run));
  await tensors[0].data();
  const took = performance.now() - start;
  tf.dispose(tensors);
  return took;
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

/** Lines of text: each way in units of one gradient, in turns. */
export async function costs() {
  const lines = [];
  for (const [name, make] of Object.entries(problems)) {
    const runs = Object.entries(ways(make()));
    for (const [, run] of runs) await time(run); // compiles
    const times = [];
    for (let round = 0; round < rounds; round++) {
      const own = [];
      for (const [, run] of runs) own.push(await time(run));
      times.push(own);
    }
    lines.push(`${tf.getBackend()}, ${name}: a gradient takes ${median(times.map(([own]) => own)).toFixed(1)} ms`);
    if (['cpu', 'wasm'].includes(tf.getBackend())) lines.push(`  most of it in ${await slowest(runs[0][1])}`);
    runs.slice(1).forEach(([way], i) => {
      lines.push(`  ${way}: ${median(times.map((all) => all[i + 1] / all[0])).toFixed(2)}`);
    });
  }
  return lines.join('\n');
}

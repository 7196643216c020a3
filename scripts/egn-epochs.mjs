// What loss egn reaches in a fifth of the epochs of Adam, whose learning rate is tuned: on Friedman's first function (1991,
// Multivariate Adaptive Regression Splines; ten features, five of them noise) and on a sine of a sum. After
// `npx -y pnpm@10.34.9 run build`:
//   node scripts/egn-epochs.mjs
import { createRequire } from 'node:module';
import { adam, egn } from '../packages/optimizers/dist/index.js';

const require = createRequire(new URL('../packages/optimizers/package.json', import.meta.url));
const tf = require('@tensorflow/tfjs');
require('@tensorflow/tfjs-backend-wasm');
await tf.setBackend('wasm');

const standardised = (y) => {
  const { mean, variance } = tf.moments(y);
  return tf.div(tf.sub(y, mean), tf.sqrt(variance));
};
const tasks = {
  Friedman: (seed) => {
    const x = tf.randomUniform([512, 10], 0, 1, 'float32', seed);
    const [a, b, c, d, e] = tf.split(x, 10, 1);
    const y = tf.addN([
      tf.mul(10, tf.sin(tf.mul(Math.PI, tf.mul(a, b)))),
      tf.mul(20, tf.square(tf.sub(c, 0.5))),
      tf.mul(10, d),
      tf.mul(5, e),
    ]);
    return { x, y: standardised(y) };
  },
  'sine of a sum': (seed) => {
    const x = tf.randomNormal([512, 3], 0, 1, 'float32', seed);
    return { x, y: tf.sin(tf.sum(tf.mul(x, [1, 2, -1]), 1, true)) };
  },
};

async function final(optimizer, { x, y }, { epochs, batchSize, seed }) {
  const dense = (units, at, options) =>
    tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotNormal({ seed: 10 * seed + at }), ...options });
  const model = tf.sequential({
    layers: [
      dense(32, 1, { activation: 'tanh', inputShape: x.shape.slice(1) }),
      dense(32, 2, { activation: 'tanh' }),
      dense(1, 3),
    ],
  });
  optimizer.attach?.(model);
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const { history } = await model.fit(x, y, { epochs, batchSize, shuffle: false, verbose: 0 });
  model.dispose();
  optimizer.dispose();
  return history.loss.at(-1);
}

const rates = [0.001, 0.003, 0.01, 0.03, 0.1];
const ways = {};
for (const damping of [0.1, 0.01]) {
  ways[`damping ${damping}`] = { damping };
  ways[`damping ${damping}, momentum 0.9`] = { damping, momentum: 0.9 };
  ways[`damping ${damping}, learningRate 0.3`] = { damping, learningRate: 0.3 };
  ways[`adaptive damping from ${damping}`] = { damping, adaptiveDamping: true };
}

for (const [task, make] of Object.entries(tasks)) {
  for (const batchSize of [64, 512]) {
    for (const epochs of [10, 20]) {
      const rows = {};
      for (const seed of [1, 2]) {
        const data = tf.tidy(() => make(seed));
        const add = (name, loss) => {
          rows[name] = [...(rows[name] ?? []), loss];
        };
        for (const learningRate of rates) {
          const given = { epochs: 5 * epochs, batchSize, seed };
          add(`Adam ${learningRate}, ${5 * epochs} epochs`, await final(adam({ learningRate }), data, given));
        }
        for (const [name, options] of Object.entries(ways)) {
          add(`egn ${name}, ${epochs} epochs`, await final(egn(options), data, { epochs, batchSize, seed }));
        }
        tf.dispose(data);
      }
      console.log(
        `\n${task}, batches of ${batchSize} out of 512, ${epochs} epochs against ${5 * epochs}; mean loss of seeds 1 and 2`,
      );
      const means = Object.entries(rows).map(([name, losses]) => [name, losses.reduce((a, b) => a + b) / 2]);
      const best = (kind) => means.filter(([name]) => name.startsWith(kind)).sort((a, b) => a[1] - b[1]);
      for (const [name, mean] of [best('Adam')[0], ...best('egn').slice(0, 3)])
        console.log(`  ${mean.toExponential(2)}  ${name}`);
    }
  }
}

// From which size on conjugate gradients beat Cholesky in a step of egn: milliseconds of a step by either, and iterations, for
// several sizes samples x outputs and dampings. After `npx -y pnpm@10.34.9 run build`:
//   node scripts/solver-cost.mjs cpu wasm
import { createRequire } from 'node:module';
import { egn } from '../packages/optimizers/dist/index.js';

const require = createRequire(new URL('../packages/optimizers/package.json', import.meta.url));
const tf = require('@tensorflow/tfjs');
require('@tensorflow/tfjs-backend-wasm');

const rounds = 3;
const sizes = [
  [64, 1],
  [256, 1],
  [512, 1],
  [1024, 1],
  [16, 10],
  [32, 10],
  [64, 10],
  [128, 10],
];

/** A step's time by one solver, without that of the first, and what it reported. */
function timed(solver, damping, { z, y, variables }) {
  const optimizer = egn({ solver, damping, learningRate: 0 });
  const times = Array.from({ length: rounds + 1 }, () => {
    const start = performance.now();
    optimizer.minimizeResidual(z, y, 'meanSquaredError', variables).dispose();
    return performance.now() - start;
  });
  const { report } = optimizer;
  optimizer.dispose();
  return { time: Math.min(...times.slice(1)), iterations: report.iterations };
}

for (const backend of process.argv.length > 2 ? process.argv.slice(2) : ['cpu', 'wasm']) {
  await tf.setBackend(backend);
  for (const [samples, outputs] of sizes) {
    const { dense } = tf.layers;
    const hidden = { units: 64, activation: 'tanh' };
    const model = tf.sequential({
      layers: [dense({ ...hidden, inputShape: [20] }), dense(hidden), dense({ units: outputs })],
    });
    const x = tf.randomNormal([samples, 20], 0, 1, 'float32', 1);
    const y = tf.randomNormal([samples, outputs], 0, 1, 'float32', 2);
    const problem = { z: () => model.apply(x), y, variables: model.trainableWeights.map((weight) => weight.read()) };
    const cholesky = timed('cholesky', 1, problem).time;
    const others = [1, 0.1, 0.01].map((damping) => {
      const { time, iterations } = timed('conjugateGradients', damping, problem);
      return `${time.toFixed(0)} ms (damping ${damping}, ${iterations} iterations)`;
    });
    console.log(
      `${backend}, ${samples} x ${outputs}: Cholesky ${cholesky.toFixed(0)} ms, conjugate gradients ${others.join(', ')}`,
    );
    tf.dispose([x, y]);
    model.dispose();
  }
}

// After how many steps psgdKronNewton is at a loss of 1e-6 of Rosenbrock's function from (−1, 1), for twenty seeds. After
// `npx -y pnpm@10.34.9 run build`:
//   node scripts/psgd-rosenbrock.mjs
import { createRequire } from 'node:module';
import { hessianVector, psgdKronNewton } from '../packages/optimizers/dist/index.js';

const require = createRequire(new URL('../packages/optimizers/package.json', import.meta.url));
const tf = require('@tensorflow/tfjs');
await tf.setBackend('cpu');

const most = 500;

function stepsOf(seed) {
  const x = tf.variable(tf.tensor1d([-1, 1]));
  const gradient = hessianVector({ seed });
  const optimizer = psgdKronNewton({ learningRate: 1, maxSkew: 2, maxNorm: 1, seed, gradient });
  const loss = () => {
    const [a, b] = tf.unstack(x);
    return tf.add(tf.square(tf.sub(1, a)), tf.mul(100, tf.square(tf.sub(b, tf.square(a)))));
  };
  let steps = 0;
  while (steps <= most && !(tf.tidy(() => optimizer.minimize(loss, true).dataSync()[0]) <= 1e-6)) steps++;
  tf.dispose(x);
  optimizer.dispose();
  return steps <= most ? steps : Number.POSITIVE_INFINITY;
}

const steps = Array.from({ length: 20 }, (_, seed) => stepsOf(seed));
const [below, above] = steps.toSorted((a, b) => a - b).slice(9, 11);
console.log(`steps by seed: ${steps.join(', ')}; median ${(below + above) / 2}`);

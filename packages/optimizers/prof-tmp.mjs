import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { adam } from './dist/index.js';

await tf.setBackend(process.argv[2] ?? 'wasm');
const count = +(process.argv[3] ?? 100),
  size = +(process.argv[4] ?? 1000);
const vs = Array.from({ length: count }, () => tf.variable(tf.randomNormal([size])));
const g = vs.map((v) => ({ name: v.name, tensor: tf.randomNormal([size]) }));
const o = adam();
const n = +(process.argv[5] ?? 3000);
for (let r = 0; r < 6; r++) {
  const t = performance.now();
  for (let i = 0; i < n; i++) o.applyGradients(g);
  console.log(((((performance.now() - t) / n) * 1000) / count).toFixed(2), 'us per variable');
}

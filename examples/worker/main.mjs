// In the page: sends numbers, shows progress, and goes on with the trained model. `web-worker` is the page's own Worker, and in Node
// its like; in a page leave the import out.
import { adamw, register } from '@optimizer-zoo/optimizers';
import { cosineDecay } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import Worker from 'web-worker';

register(adamw, cosineDecay); // so that a model that another thread made is known here

const x = Array.from({ length: 256 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const y = x.map(([a, b]) => [a * b]);
const worker = new Worker(new URL('./train.mjs', import.meta.url), { type: 'module' });
const artifacts = await new Promise((resolve, reject) => {
  worker.addEventListener('error', reject);
  worker.addEventListener('message', ({ data }) => {
    if (data.kind === 'done') resolve(data.artifacts);
    else if (data.epoch % 10 === 9) console.log(`epoch ${data.epoch + 1}: loss ${data.loss}`);
  });
  worker.postMessage({ x, y, epochs: 40 });
});
worker.terminate();

const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
console.log(`trained for ${model.optimizer.iterations} steps elsewhere`);
const loss = model.evaluate(tf.tensor2d(x), tf.tensor2d(y)).dataSync()[0];
console.log(`loss ${loss}`);

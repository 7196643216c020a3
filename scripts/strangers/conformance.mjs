// A short form of the contract, in a stranger's project: a few optimizers of all kinds on cpu and wasm, and training kernels.
export const conformanceProgram = `import * as tf from '@tensorflow/tfjs';
import { adahessian, adam, clipByGlobalNorm, ema, lion, sgd } from '@optimizer-zoo/optimizers';
import { conformance } from '@optimizer-zoo/optimizers/testing';
import { registerTrainingKernels, unregisterTrainingKernels } from '@optimizer-zoo/optimizers/training-kernels';

const makers = [() => adam({ learningRate: 0.1 }), () => ema(clipByGlobalNorm(sgd({ learningRate: 0.1 }), { globalClipnorm: 1 }), { emaMomentum: 0.5 }), () => adahessian({ learningRate: 0.1 }), () => lion({ learningRate: 0.1 })];
const wasm = await import('@tensorflow/tfjs-backend-wasm').catch(() => undefined); // not published for each version
const found = [];
for (const backend of wasm ? ['cpu', 'wasm'] : ['cpu']) {
  if (!(await tf.setBackend(backend))) throw new Error(backend + ' does not start');
  let passed = 0;
  const faults = [];
  for (const make of makers) {
    for (const { run } of conformance(make)) await run().then(() => passed++, (error) => faults.push(error.message));
  }
  const loss = () => tf.tidy(() => {
    const x = tf.randomNormal([32, 16], 0, 1, 'float32', 3);
    const w = tf.randomNormal([16, 8], 0, 1, 'float32', 4);
    return Array.from(tf.grad((v) => tf.sum(tf.square(tf.relu(tf.matMul(x, v)))))(w).dataSync());
  });
  const plain = loss();
  const count = registerTrainingKernels()[backend].length;
  const faster = loss();
  unregisterTrainingKernels();
  const isNear = plain.every((one, i) => Math.abs(one - faster[i]) <= 1e-4 * (1 + Math.abs(one)));
  if (!isNear) faults.push('training kernels give another gradient');
  found.push(backend + ' ' + passed + ' checks, ' + count + ' training kernels' + (faults.length > 0 ? '; fails: ' + faults.slice(0, 3).join(' / ') : ''));
  if (faults.length > 0) process.exitCode = 1;
}
console.log(found.join('; '));
`;

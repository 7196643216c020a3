// LoRA (Hu et al. 2021, arXiv:2106.09685): a trained matrix stays as it is, W + (α/r) B A, and only the small A and B learn.
import { adamw } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

const [inputs, outputs, rank, alpha] = [32, 32, 2, 4];
const W = tf.variable(tf.randomNormal([inputs, outputs], 0, 0.2, 'float32', 1), false, 'W');
const A = tf.variable(tf.randomNormal([inputs, rank], 0, 0.2, 'float32', 2), true, 'lora/A');
const B = tf.variable(tf.zeros([rank, outputs]), true, 'lora/B');
const forward = (x) => tf.add(tf.matMul(x, W), tf.mul(tf.matMul(tf.matMul(x, A), B), alpha / rank));

// The new task differs from the old one by a matrix of low rank.
const change = tf.matMul(
  tf.randomNormal([inputs, rank], 0, 0.3, 'float32', 3),
  tf.randomNormal([rank, outputs], 0, 0.3, 'float32', 4),
);
const x = tf.randomNormal([256, inputs], 0, 1, 'float32', 5);
const y = tf.matMul(x, tf.add(W, change));
const loss = () => tf.losses.meanSquaredError(y, forward(x));

const before = await W.data();
const optimizer = adamw({ learningRate: 0.02 });
for (let step = 1; step <= 300; step++) {
  const cost = optimizer.minimize(loss, step === 1 || step === 300, [A, B]);
  if (cost) console.log(`step ${step}: loss ${(await cost.data())[0]}`);
}
const after = await W.data();
if (after.some((value, index) => value !== before[index])) throw new Error('W has moved.');
console.log(
  `${(A.size + B.size).toLocaleString('en')} of ${W.size.toLocaleString('en')} numbers learned; loss ${loss().dataSync()[0]}`,
);

// REINFORCE (Williams 1992) on a bandit with ten arms: a small policy learns from rewards alone.
import { adam, clipByGlobalNorm } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

/** The same draws in every run (mulberry32). */
let state = 1;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

const payouts = [0.1, 0.3, 0.2, 0.9, 0.5, 0.4, 0.2, 0.1, 0.6, 0.3];
const logits = tf.variable(tf.zeros([payouts.length]), true, 'policy');
const optimizer = clipByGlobalNorm(adam({ learningRate: 0.05 }), { globalClipnorm: 1 });

/** An arm, by the probabilities of the policy. */
function draw(probabilities) {
  let [arm, left] = [0, random() - probabilities[0]];
  while (left >= 0 && arm < payouts.length - 1) {
    arm++;
    left -= probabilities[arm];
  }
  return arm;
}

let baseline = 0;
for (let step = 0; step < 400; step++) {
  tf.tidy(() => {
    const probabilities = [...tf.softmax(logits).dataSync()];
    const arms = Array.from({ length: 16 }, () => draw(probabilities));
    const rewards = arms.map((arm) => (random() < payouts[arm] ? 1 : 0));
    const advantages = rewards.map((reward) => reward - baseline);
    baseline += 0.05 * (rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length - baseline);
    const chosen = tf.oneHot(tf.tensor1d(arms, 'int32'), payouts.length);
    optimizer.minimize(() => tf.neg(tf.mean(tf.mul(advantages, tf.sum(tf.mul(chosen, tf.logSoftmax(logits)), 1)))));
  });
}
const best = tf.softmax(logits).dataSync()[payouts.indexOf(Math.max(...payouts))];
console.log(`the best arm is drawn with probability ${best}; of other arms ${1 - best}`);

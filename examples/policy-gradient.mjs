// REINFORCE (Williams 1992) on cart-pole (Barto, Sutton and Anderson 1983): a small policy learns from rewards alone.
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

const [episodes, longest, rounds] = [16, 200, 40];

/** Position, velocity, angle and its velocity after a push to the left (0) or to the right (1), 0.02 s later. */
function push([x, v, angle, spin], action) {
  const force = (action === 1 ? 10 : -10) + 0.05 * spin ** 2 * Math.sin(angle);
  const acceleration = force / 1.1;
  const turning =
    (9.8 * Math.sin(angle) - Math.cos(angle) * acceleration) / (0.5 * (4 / 3 - (0.1 * Math.cos(angle) ** 2) / 1.1));
  const moving = acceleration - (0.05 * turning * Math.cos(angle)) / 1.1;
  return [x + 0.02 * v, v + 0.02 * moving, angle + 0.02 * spin, spin + 0.02 * turning];
}
const hasFallen = ([x, , angle]) => Math.abs(x) > 2.4 || Math.abs(angle) > Math.PI / 15;

const init = (seed) => tf.initializers.glorotUniform({ seed });
const policy = tf.sequential({
  layers: [
    tf.layers.dense({ units: 16, activation: 'tanh', inputShape: [4], kernelInitializer: init(1) }),
    tf.layers.dense({ units: 1, kernelInitializer: init(2) }), // the logit of a push to the right
  ],
});
const optimizer = clipByGlobalNorm(adam({ learningRate: 0.03 }), { globalClipnorm: 1 });

/** Episodes side by side, until all poles have fallen or the time is over: what was seen, done, and lasted how long. */
function play() {
  const carts = Array.from({ length: episodes }, () => ({
    now: Array.from({ length: 4 }, () => 0.1 * random() - 0.05),
    seen: [],
    actions: [],
  }));
  let running = carts;
  for (let step = 0; step < longest && running.length > 0; step++) {
    const observed = running.map(({ now }) => now);
    const chances = tf.tidy(() => tf.sigmoid(policy.predict(tf.tensor2d(observed))).dataSync());
    running.forEach((cart, i) => {
      const action = random() < chances[i] ? 1 : 0;
      cart.seen.push(cart.now);
      cart.actions.push(action);
      cart.now = push(cart.now, action);
    });
    running = running.filter(({ now }) => !hasFallen(now));
  }
  return carts;
}

/** What is still to come at each step of an episode, discounted. */
const returnsOf = ({ actions }) => actions.map((_, step) => (1 - 0.99 ** (actions.length - step)) / (1 - 0.99));

let balanced = 0;
for (let round = 0; round < rounds; round++) {
  const carts = play();
  const [seen, actions] = [carts.flatMap((cart) => cart.seen), carts.flatMap((cart) => cart.actions)];
  tf.tidy(() => {
    const returns = tf.tensor1d(carts.flatMap(returnsOf));
    const { mean, variance } = tf.moments(returns);
    const advantages = tf.div(tf.sub(returns, mean), tf.sqrt(variance));
    const signs = actions.map((action) => 1 - 2 * action); // −log σ(z) is softplus(−z)
    optimizer.minimize(() => {
      const logits = tf.reshape(policy.apply(tf.tensor2d(seen)), [-1]);
      return tf.mean(tf.mul(advantages, tf.softplus(tf.mul(logits, signs))));
    });
  });
  balanced = actions.length / episodes / longest;
  if (round % 5 === 0)
    console.log(`round ${round}: a pole stands ${(balanced * longest).toFixed(0)} of ${longest} steps`);
}
console.log(`share of the time that a pole lay in the last round: ${1 - balanced}`);

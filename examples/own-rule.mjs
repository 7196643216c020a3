// A rule of your own: ten lines. It gets a fused kernel, schedules, saving and loading without a word more.
import { defineOptimizer } from '@optimizer-zoo/optimizers';
import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';

// As the zoo's signum: momentum, of which only the sign is used. Bernstein et al. 2018, arXiv:1802.04434.
const mySignum = defineOptimizer({
  name: 'MySignum',
  reference: 'Bernstein et al. 2018, arXiv:1802.04434',
  hyper: { learningRate: number('[0, inf)', 0.01), beta: number('[0, 1)', 0.9) },
  slots: ['m'],
  update({ param: x, grad: g, m, learningRate, beta }) {
    m = m.ema(g, beta);
    return { m, param: x.sub(m.sign().mul(learningRate)) };
  },
});

const x = tf.variable(tf.tensor1d([-1.2, 1]));
const rosenbrock = () => {
  const [a, b] = tf.unstack(x);
  return tf.add(tf.square(tf.sub(1, a)), tf.mul(100, tf.square(tf.sub(b, tf.square(a)))));
};
const optimizer = mySignum({ learningRate: (step) => 0.05 / Math.sqrt(step) });
for (let step = 0; step < 2000; step++) optimizer.minimize(rosenbrock);
console.log(`x = ${x.dataSync()}, f(x) = ${rosenbrock().dataSync()[0]}`);

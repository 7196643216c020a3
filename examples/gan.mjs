// A GAN with two optimizers: a generator learns the mean and width of a normal distribution from a discriminator.
import { adam, ema } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

const seeded = (seed) => tf.initializers.glorotNormal({ seed });
const [mean, width] = [3, 0.5];
const generator = tf.sequential({
  layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: seeded(1) })],
});
const discriminator = tf.sequential({
  layers: [
    tf.layers.dense({ units: 16, inputShape: [2], activation: 'tanh', kernelInitializer: seeded(2) }),
    tf.layers.dense({ units: 1, kernelInitializer: seeded(3) }),
  ],
});

// Each has variables of its own, and an optimizer that moves only these. The generator is looked at in its average.
const options = { learningRate: 0.01, beta1: 0.5, beta2: 0.9 };
const forGenerator = ema(adam(options), { emaMomentum: 0.98 });
const forDiscriminator = adam({ ...options, learningRate: 0.02 });
const variablesOf = (model) => model.trainableWeights.map((weight) => weight.read());

const judge = (x) => discriminator.apply(tf.concat([x, tf.square(x)], 1));
const crossEntropy = (isReal, logits) => tf.losses.sigmoidCrossEntropy(tf.fill(logits.shape, isReal), logits);
const noise = (seed) => tf.randomNormal([64, 1], 0, 1, 'float32', seed);

for (let step = 1; step <= 800; step++) {
  tf.tidy(() => {
    const real = tf.add(mean, tf.mul(width, noise(2 * step)));
    const z = noise(2 * step + 1);
    forDiscriminator.minimize(
      () => tf.add(crossEntropy(0.9, judge(real)), crossEntropy(0, judge(generator.apply(z)))),
      false,
      variablesOf(discriminator),
    );
    forGenerator.minimize(() => crossEntropy(1, judge(generator.apply(z))), false, variablesOf(generator));
  });
}
forGenerator.eval(); // from here on the generator has its average
const { mean: found, variance } = tf.moments(generator.predict(noise(1)));
const [m, s] = [found.dataSync()[0], Math.sqrt(variance.dataSync()[0])];
console.log(`mean ${m}, width ${s}; relative error of the mean ${Math.abs(m - mean) / mean}`);

import * as tf from '@tensorflow/tfjs';
import {
  adam,
  adaptiveGradientClipping,
  gradientCentralization,
  gradientNoise,
  seededRandom,
  sgd,
  ZooOptimizer,
} from '../index.js';

const shape = [2, 3, 4];
const size = 24;
const weights = Array.from({ length: size }, (_, i) => Math.sin(i + 1) * (i % 4 === 0 ? 0.001 : 1));
const gradient = Array.from({ length: size }, (_, i) => Math.cos(3 * i));

/** One step of gradient descent at rate 1 on a loss with a known gradient: what was taken from the weights. */
function taken(source: ReturnType<typeof gradientNoise>, of = shape): number[] {
  const x = tf.variable(tf.tensor(weights, of));
  const { numTensors } = tf.memory();
  const optimizer = sgd({ learningRate: 1, gradient: source });
  optimizer.minimize(() => tf.sum(tf.mul(x, tf.tensor(gradient, of))) as tf.Scalar);
  expect(tf.memory().numTensors).toBe(numTensors);
  const difference = Array.from(x.dataSync()).map((value, i) => Math.fround(weights[i]) - value);
  tf.dispose(x);
  return difference;
}

const unit = (i: number) => i % 4;
const perUnit = (values: readonly number[], reduce: (own: number[]) => number) =>
  [0, 1, 2, 3].map((place) => reduce(values.filter((_, i) => unit(i) === place)));
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const norm = (values: number[]) => Math.hypot(...values);

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], 5);
  });
}

test('gradientCentralization takes from each unit its mean, and leaves vectors', () => {
  const means = perUnit(gradient, mean);
  expectClose(
    taken(gradientCentralization({})),
    gradient.map((g, i) => g - means[unit(i)]),
  );
  expectClose(taken(gradientCentralization({}), [size]), gradient);
});

test('adaptiveGradientClipping scales each unit to a share of its weights, and a vector as a whole', () => {
  const [clipping, epsilon] = [0.05, 0.01];
  const clipped = (g: number, weightNorm: number, gradientNorm: number) =>
    g * Math.min(1, (clipping * Math.max(weightNorm, epsilon)) / gradientNorm);
  const [weightNorms, gradientNorms] = [perUnit(weights, norm), perUnit(gradient, norm)];
  expectClose(
    taken(adaptiveGradientClipping({ clipping, epsilon })),
    gradient.map((g, i) => clipped(g, weightNorms[unit(i)], gradientNorms[unit(i)])),
  );
  expectClose(
    taken(adaptiveGradientClipping({ clipping, epsilon }), [size]),
    gradient.map((g) => clipped(g, norm(weights), norm(gradient))),
  );
  expectClose(taken(adaptiveGradientClipping({ clipping: 1e6 })), gradient);
});

describe('gradientNoise', () => {
  test('has the variance of its step, and mean zero', () => {
    const x = tf.variable(tf.zeros([20000]));
    const optimizer = sgd({ learningRate: 1, gradient: gradientNoise({ eta: 0.3, gamma: 0.55 }) });
    for (let step = 1; step <= 3; step++) {
      const before = x.dataSync().slice();
      optimizer.minimize(() => tf.mul(0, tf.sum(x)) as tf.Scalar);
      const noise = Array.from(x.dataSync().map((value, i) => value - before[i]));
      const variance = mean(noise.map((value) => value * value));
      expect(Math.abs(mean(noise))).toBeLessThan(0.02);
      expect(variance / (0.3 / step ** 0.55)).toBeGreaterThan(0.95);
      expect(variance / (0.3 / step ** 0.55)).toBeLessThan(1.05);
    }
    tf.dispose(x);
    optimizer.dispose();
  });

  test('is the same for the same seed and step, also after resuming, and another for another', async () => {
    const run = async (seed: number, resumeAt: number) => {
      const x = tf.variable(tf.zeros([5]));
      const loss = () => tf.sum(tf.square(x)) as tf.Scalar;
      let optimizer = adam({ gradient: gradientNoise({ seed, gradient: gradientCentralization({}) }) });
      for (let step = 1; step <= 4; step++) {
        if (step === resumeAt) {
          const config = JSON.parse(JSON.stringify(optimizer.getConfig()));
          const again = ZooOptimizer.fromConfig(ZooOptimizer, config) as ZooOptimizer;
          await again.setWeights(await optimizer.getWeights());
          optimizer.dispose();
          optimizer = again;
        }
        optimizer.minimize(loss);
      }
      const point = Array.from(x.dataSync());
      tf.dispose(x);
      optimizer.dispose();
      return point;
    };
    expect(await run(1, 3)).toEqual(await run(1, 0));
    expect(await run(2, 0)).not.toEqual(await run(1, 0));
  });

  test('random numbers of another make cannot be saved, and that is said', () => {
    const optimizer = adam({ gradient: gradientNoise({ random: seededRandom(3) }) });
    expect(() => optimizer.getConfig()).toThrow('gradientNoise: random is a plain function, which cannot be saved.');
  });

  test('options are checked', () => {
    expect(() => gradientNoise({ eta: -1 })).toThrow('gradientNoise: eta is -1, but must be a number in [0, inf).');
    expect(() => gradientNoise({ gradient: 'reverseMode' as never })).toThrow(
      "gradientNoise: gradient is 'reverseMode', but must be a gradient source such as reverseMode.",
    );
    expect(() => gradientNoise({ sigma: 1 } as never)).toThrow("gradientNoise has no option 'sigma'");
  });
});

test('seeded random numbers: signs are half and half, uniform ones even, and draws differ', () => {
  const random = seededRandom(7)(1);
  const signs = random.rademacher([10000]);
  const values = Array.from(signs.dataSync());
  expect(new Set(values)).toEqual(new Set([-1, 1]));
  expect(Math.abs(mean(values))).toBeLessThan(0.05);
  const uniforms = Array.from({ length: 2000 }, () => random.uniform());
  expect(Math.abs(mean(uniforms) - 0.5)).toBeLessThan(0.03);
  expect(new Set(uniforms).size).toBe(2000);
  const [a, b] = [random.normal([4]), random.normal([4])];
  expect(a.dataSync()).not.toEqual(b.dataSync());
  tf.dispose([signs, a, b]);
});

import * as tf from '@tensorflow/tfjs';
import { noise } from '../../fixtures/autodiff/noise.js';
import { explicitDirection, jacobianOf, relativeError, valuesOf } from '../../fixtures/gauss-newton.js';
import { type CurvatureOptimizer, egn, gnsNewton, levenbergMarquardt } from '../../index.js';

beforeAll(() => tf.setBackend('cpu'));

/** A net on 40 samples. */
function task(hidden: number) {
  const init = (seed: number) => tf.initializers.randomNormal({ stddev: 0.7, seed });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: hidden, activation: 'tanh', inputShape: [2], kernelInitializer: init(1) }),
      tf.layers.dense({ units: 1, kernelInitializer: init(2) }),
    ],
  });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const x = noise([40, 2], 1);
  const y = noise([40, 1], 2);
  const outputs = () => model.apply(x) as tf.Tensor2D;
  const [z, targets] = [outputs().dataSync(), y.dataSync()];
  const h = Array.from(z, (value, i) => value - targets[i]);
  return { variables, outputs, y, h, jacobian: jacobianOf(outputs, variables) };
}

/** Each with a step of which d = −(weight J'J + damping I)⁻¹ weight J'h, where weight is its loss's second derivative. */
const forms: Readonly<
  Record<string, (damping: number, slope: number) => { optimizer: CurvatureOptimizer<never>; weight: number }>
> = {
  egn: (damping) => ({ optimizer: egn({ damping }) as never, weight: 2 / 40 }),
  levenbergMarquardt: (damping, slope) => ({
    optimizer: levenbergMarquardt({ eta: 1, xi: 0, omega: damping / slope }) as never,
    weight: 1,
  }),
  gnsNewton: (damping, slope) => ({
    optimizer: gnsNewton({ adaptiveSearch: false, gamma: ((2 / 40) * slope) / damping }) as never,
    weight: 2 / 40,
  }),
};

describe.each(Object.entries(forms))('%s', (_, make) => {
  test.each([
    [2, 0.1],
    [2, 0.001],
    [20, 0.1],
  ])(
    'solves its system, with 4 · %p + 1 parameters for 40 samples and damping %p, as one does explicitly in float64',
    (hidden, damping) => {
      const { variables, outputs, y, h, jacobian } = task(hidden);
      const gradient: number[] = [];
      jacobian.forEach((row, i) => {
        row.forEach((value, j) => {
          gradient[j] = (gradient[j] ?? 0) + value * h[i];
        });
      });
      const { optimizer, weight } = make(damping, Math.hypot(...gradient));
      const expected = explicitDirection(
        jacobian,
        h.map(() => [[weight]]),
        h.map((value) => weight * value),
        damping,
      );
      const before = valuesOf(variables);
      optimizer.minimizeResidual(outputs, y, 'meanSquaredError', variables).dispose();
      const step = valuesOf(variables).map((value, i) => value - before[i]);
      expect(relativeError(step, expected)).toBeLessThan(1e-4);
    },
  );
});

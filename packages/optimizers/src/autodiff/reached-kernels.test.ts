import * as tf from '@tensorflow/tfjs';
import { kernelsOf } from '../fixtures/autodiff/kernels-of.js';
import { forwardOnly, problems } from '../fixtures/autodiff/models.js';
import { noise } from '../fixtures/autodiff/noise.js';
import { hasJvp, jvp, valueGradHvp } from './index.js';

beforeAll(() => tf.setBackend('cpu'));

const withoutRule = (names: Set<string>) => [...names].filter((name) => !hasJvp(name));

test.each(Object.entries({ ...problems, ...forwardOnly }))('every kernel of %s has a rule', (name, make) => {
  const { variables, loss, dispose } = make();
  expect(withoutRule(kernelsOf(loss))).toEqual([]);
  if (name in problems) expect(withoutRule(kernelsOf(() => tf.variableGrads(loss, variables)))).toEqual([]);
  dispose();
});

/** Lets an optimizer of tf's see what model.fit minimizes, by forward mode first. */
class Witness extends tf.SGDOptimizer {
  readonly seen: { kernels: Set<string>; finite: boolean; close: boolean }[] = [];

  override minimize(f: () => tf.Scalar, returnCost?: boolean, variables?: tf.Variable[]): tf.Scalar | null {
    tf.tidy(() => {
      const vs = variables!.map((x, i) => noise(x.shape, i + 1));
      const { tangent } = jvp(f, variables!, vs);
      const { directional, grads, hvps } = valueGradHvp(f, variables!, vs);
      const along = tf.addN(grads.map((grad, i) => tf.sum(tf.mul(grad!, vs[i]))));
      const [a, b, c] = [tangent, directional, along].map((tensor) => tensor.dataSync()[0]);
      const near = (value: number) => Math.abs(value - c) <= 1e-5 * (1 + Math.abs(c));
      this.seen.push({
        kernels: kernelsOf(() => tf.variableGrads(f, variables)),
        finite: hvps.every((hvp) => hvp!.dataSync().every(Number.isFinite)),
        close: near(a) && near(b),
      });
    });
    return super.minimize(f, returnCost, variables);
  }
}

const compiled = [
  ...['meanSquaredError', 'meanAbsoluteError', 'meanAbsolutePercentageError', 'meanSquaredLogarithmicError'],
  ...['squaredHinge', 'hinge', 'categoricalHinge', 'logcosh', 'categoricalCrossentropy', 'binaryCrossentropy'],
  ...['kullbackLeiblerDivergence', 'poisson', 'cosineProximity', 'sparseCategoricalCrossentropy'],
];

test.each(compiled)('in model.fit with the loss %s, regularizers and a constraint', async (loss) => {
  const witness = new Witness(0.01);
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 4,
        activation: 'tanh',
        inputShape: [3],
        kernelRegularizer: tf.regularizers.l1l2({ l1: 0.01, l2: 0.01 }),
        kernelConstraint: tf.constraints.maxNorm({ maxValue: 2 }),
      }),
      tf.layers.dense({ units: 3, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: witness, loss });
  const y = loss.startsWith('sparse') ? tf.tensor2d([[0], [2], [1], [1]]) : noise([4, 3], 9, [0.1, 0.9]);
  await model.fit(noise([4, 3], 8), y, { epochs: 1, batchSize: 2, verbose: 0 });
  expect(witness.seen).toHaveLength(2);
  for (const { kernels, finite, close } of witness.seen) {
    expect(withoutRule(kernels)).toEqual([]);
    expect({ finite, close }).toEqual({ finite: true, close: true });
  }
});

const { losses } = tf;
const direct: Record<string, (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor> = {
  absoluteDifference: losses.absoluteDifference,
  cosineDistance: (labels, predictions) => losses.cosineDistance(labels, predictions, 1),
  hingeLoss: losses.hingeLoss,
  huberLoss: losses.huberLoss,
  logLoss: losses.logLoss,
  sigmoidCrossEntropy: losses.sigmoidCrossEntropy,
  softmaxCrossEntropy: losses.softmaxCrossEntropy,
};

test.each(Object.entries(direct))('tf.losses.%s', (_name, loss) => {
  const [labels, x, v] = [tf.softmax(noise([4, 3], 1)), noise([4, 3], 2, [0.1, 0.9]), noise([4, 3], 3)];
  const f = (predictions: tf.Tensor) => loss(labels, predictions) as tf.Scalar;
  expect(withoutRule(kernelsOf(() => tf.grad(f)(x)))).toEqual([]);
  const { directional, grads, hvps } = valueGradHvp(f, [x], [v]);
  expect(directional.dataSync()[0]).toBeCloseTo(tf.sum(tf.mul(grads[0]!, v)).dataSync()[0], 5);
  expect(hvps[0]!.dataSync().every(Number.isFinite)).toBe(true);
});

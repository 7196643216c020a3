import * as tf from '@tensorflow/tfjs';
import { inFloat64 } from '../../fixtures/autodiff/float64.js';
import { muon, shampoo, soap, type ZooOptimizer } from '../../index.js';

beforeAll(() => tf.setBackend('cpu'));

const turn = (angle: number) =>
  tf.tensor2d([
    [Math.cos(angle), -Math.sin(angle)],
    [Math.sin(angle), Math.cos(angle)],
  ]);

/** U' X V after some steps from U X₀ V' on f(U' X V): the same for each U and V if the optimizer does not see rotations. */
function turned(optimizer: ZooOptimizer, u: number, v: number): number[] {
  return tf.tidy(() => {
    const [left, right] = [turn(u), turn(v)];
    const back = (x: tf.Tensor2D) => tf.matMul(tf.matMul(left, x, true), right);
    const start = tf.matMul(tf.matMul(left, tf.tensor2d([1, -0.5, 0.3, 2], [2, 2])), right, false, true);
    const x = tf.variable(start as tf.Tensor2D);
    const weights = tf.tensor2d([1, 3, 0.5, 2], [2, 2]);
    const loss = () => {
      const y = back(x as tf.Tensor2D);
      return tf.add(tf.sum(tf.mul(weights, tf.square(y))), tf.mul(0.5, tf.sum(tf.cos(y)))) as tf.Scalar;
    };
    for (let step = 0; step < 12; step++) optimizer.minimize(loss);
    const result = Array.from(back(x as tf.Tensor2D).dataSync());
    optimizer.dispose();
    return result;
  });
}

test.each<[string, () => ZooOptimizer]>([
  ['soap', () => soap({ learningRate: 0.05, preconditionFrequency: 3, weightDecay: 0 })],
  ['shampoo', () => shampoo()],
  ['muon', () => muon({ learningRate: 0.05 })],
])('%s does not see rotations of the rows and columns of a matrix', (_, make) => {
  const straight = inFloat64(() => turned(make(), 0, 0));
  for (const [i, value] of inFloat64(() => turned(make(), 0.7, -1.1)).entries()) {
    expect(value).toBeCloseTo(straight[i], 7);
  }
});

test('muon trains vectors, and what useMuon leaves out, by Adam', () => {
  const steps = (options: object) =>
    tf.tidy(() => {
      const x = tf.variable(tf.tensor2d([1, 2, 3, 4], [2, 2]), true, 'last');
      const optimizer = muon({ adamLearningRate: 0.1, ...options });
      optimizer.minimize(() => tf.sum(tf.square(x)) as tf.Scalar);
      const moved = Array.from(x.dataSync()).map((value, i) => value - (i + 1));
      optimizer.dispose();
      x.dispose();
      return moved;
    });
  const byAdam = steps({ groups: [{ match: 'last', options: { useMuon: false } }] });
  for (const move of byAdam) expect(move).toBeCloseTo(-0.1, 5); // its first step has the length of the rate
  expect(steps({})).not.toEqual(byAdam);
});

/** The axes stay the basis, in the order of their gradients so far, which changes at the sixth step. */
test('of a diagonal matrix soap is Adam, element by element, whichever is the order of the eigenvalues', () => {
  const [learningRate, beta1, beta2, epsilon] = [0.1, 0.8, 0.5, 1e-8];
  const gradientAt = (step: number) => (step < 5 ? [3, 1] : [0.2, 2 + 0.1 * step]);
  const [x, m, v] = [
    [0, 0],
    [0, 0],
    [0, 0],
  ];
  inFloat64(() => {
    const variable = tf.variable(tf.zeros([2, 2]), true, 'diagonal');
    const optimizer = soap({ learningRate, beta1, beta2, epsilon, weightDecay: 0, preconditionFrequency: 1 });
    for (let step = 0; step <= 10; step++) {
      const g = gradientAt(step);
      tf.tidy(() => optimizer.applyGradients({ diagonal: tf.diag(tf.tensor1d(g)) }));
      if (step === 0) continue; // it finds the basis
      for (const i of [0, 1]) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
        x[i] -=
          (learningRate * Math.sqrt(1 - beta2 ** step) * m[i]) / ((1 - beta1 ** step) * (Math.sqrt(v[i]) + epsilon));
      }
      for (const [i, value] of variable.dataSync().entries()) expect(value).toBeCloseTo([x[0], 0, 0, x[1]][i], 9);
    }
    optimizer.dispose();
    variable.dispose();
  });
});

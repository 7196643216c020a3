import * as tf from '@tensorflow/tfjs';
import { muon, shampoo, soap, type ZooOptimizer } from '../index.js';
import { inFloat64 } from '../test/autodiff/float64.js';

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

import * as tf from '@tensorflow/tfjs';
import { lamb, lars, mars, normalizedSgd, type ZooOptimizer } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

const norm = (values: readonly number[]) => Math.hypot(...values);

/** How far each variable moves at each step, given its gradient. */
function movements(optimizer: ZooOptimizer, starts: readonly number[][], gradients: readonly number[][], steps = 1) {
  const variables = starts.map((start) => tf.variable(tf.tensor1d(start)));
  const moved: number[][][] = [];
  for (let step = 0; step < steps; step++) {
    const before = variables.map((x) => Array.from(x.dataSync()));
    tf.tidy(() =>
      optimizer.applyGradients(variables.map(({ name }, i) => ({ name, tensor: tf.tensor1d(gradients[i]) }))),
    );
    moved.push(variables.map((x, i) => Array.from(x.dataSync(), (value, j) => value - before[i][j])));
  }
  tf.dispose(variables);
  optimizer.dispose();
  return moved;
}

const starts = [
  [3, -4],
  [0.01, 0.02, 0.02],
];
const gradients = [
  [1e-3, 2e-3],
  [50, 0, -70],
];

test('LAMB moves each variable by the learning rate times its length', () => {
  for (const moved of movements(lamb({ learningRate: 0.1 }), starts, gradients)) {
    moved.forEach((movement, i) => {
      expect(norm(movement) / norm(starts[i])).toBeCloseTo(0.1, 6);
    });
  }
});

test('LARS moves each variable by learning rate times trust coefficient times its length', () => {
  const [moved] = movements(lars({ learningRate: 2, trustCoefficient: 0.01 }), starts, gradients);
  moved.forEach((movement, i) => {
    expect(norm(movement) / norm(starts[i])).toBeCloseTo(0.02, 6);
    expect(movement.map((value) => value / norm(movement))).toEqual(
      gradients[i].map((value) => expect.closeTo(-value / norm(gradients[i]), 5)),
    );
  });
});

test.each([
  ['LAMB', () => lamb({ learningRate: 0.1, weightDecay: 0.1 })],
  ['LARS', () => lars({ l2: 0.1 })],
  ['MARS', () => mars({ gamma: 0.5 })],
])('%s treats each variable as if it were alone', (_name, make) => {
  const together = movements(make(), starts, gradients, 3);
  starts.forEach((start, i) => {
    const alone = movements(make(), [start], [gradients[i]], 3);
    expect(together.map((moved) => moved[i])).toEqual(alone.map(([moved]) => moved));
  });
});

test.each([
  ['LAMB', () => lamb({ learningRate: 0.1, weightDecay: 0.1 })],
  ['LARS', () => lars({ l2: 0.1 })],
  ['MARS', () => mars()],
  ['NormalizedSGD', () => normalizedSgd({ epsilon: 0 })],
])('%s: a variable at 0 moves, and a gradient of 0 gives no NaN', (_name, make) => {
  const [fromZero] = movements(make(), [[0, 0]], [[1, -2]]);
  for (const value of fromZero[0]) expect(Math.abs(value)).toBeGreaterThan(1e-4);
  const [resting] = movements(make(), [[0, 0]], [[0, 0]]);
  expect(resting).toEqual([[0, 0]]);
});

test('NormalizedSGD: all variables together move by the learning rate', () => {
  const [moved] = movements(normalizedSgd({ learningRate: 0.25 }), starts, gradients);
  expect(norm(moved.flat())).toBeCloseTo(0.25, 6);
});

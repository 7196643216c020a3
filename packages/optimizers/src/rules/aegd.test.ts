import * as tf from '@tensorflow/tfjs';
import { aegdPreconditioned } from '../experimental/index.js';
import { aegd, type ZooOptimizer } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

const make: [string, () => ZooOptimizer][] = [
  ['AEGD', () => aegd({ learningRate: 5 })],
  ['AEGD, decayed', () => aegd({ weightDecay: 0.1, l2: 0.1 })],
  ['preconditioned, identity', () => aegdPreconditioned({ learningRate: 5 })],
  ['preconditioned, rms', () => aegdPreconditioned({ variant: 'rms' })],
];

/** The scalar or slot r. */
async function energies(optimizer: ZooOptimizer): Promise<number[]> {
  const weights = await optimizer.getWeights();
  const energy = weights.find(({ name }) => name === 'r' || name.endsWith('/r'))!;
  const values = Array.from(energy.tensor.dataSync());
  tf.dispose(weights.filter(({ name }) => !name.includes('/')).map(({ tensor }) => tensor));
  return values;
}

describe.each(make)('%s', (_name, create) => {
  let x: tf.Variable;
  let optimizer: ZooOptimizer;
  beforeEach(() => {
    x = tf.variable(tf.tensor1d([1, -2, 30]));
    optimizer = create();
  });
  afterEach(() => {
    tf.dispose(x);
    optimizer.dispose();
  });

  test('energies start at √(f + c) and never rise, however large the learning rate', async () => {
    let before = [Math.sqrt(0.5 * 905 + 1)]; // f at the start, c = 1
    for (let step = 0; step < 30; step++) {
      optimizer.minimize(() => tf.mul(0.5, tf.sum(tf.square(x))));
      const now = await energies(optimizer);
      now.forEach((energy, i) => {
        expect(energy).toBeGreaterThan(0);
        expect(energy).toBeLessThanOrEqual((before[i] ?? before[0]) * (1 + 1e-6));
      });
      before = now;
    }
  });

  test('a step where f + c is not above 0 changes neither the parameter nor the energy', async () => {
    optimizer.minimize(() => tf.sum(tf.square(x)));
    const before = [Array.from(x.dataSync()), await energies(optimizer)];
    optimizer.minimize(() => tf.sub(tf.sum(x), 1000));
    expect([Array.from(x.dataSync()), await energies(optimizer)]).toEqual(before);
    optimizer.minimize(() => tf.sum(tf.square(x)));
    expect(Array.from(x.dataSync())).not.toEqual(before[0]);
  });
});

test('a variable that joins later starts with the energy of that step', () => {
  const [early, late] = [tf.variable(tf.scalar(2)), tf.variable(tf.scalar(2))];
  const optimizer = aegd();
  for (let step = 0; step < 10; step++) optimizer.minimize(() => tf.square(early), false, [early]);
  optimizer.minimize(() => tf.square(late), false, [late]);
  const alone = tf.variable(tf.scalar(2));
  const fresh = aegd();
  fresh.minimize(() => tf.square(alone));
  expect(late.dataSync()).toEqual(alone.dataSync());
  tf.dispose([early, late, alone]);
  optimizer.dispose();
  fresh.dispose();
});

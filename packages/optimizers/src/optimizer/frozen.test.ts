import * as tf from '@tensorflow/tfjs';
import * as zoo from '../index.js';
import { adahessian, psgdKronNewton, sgd, type ZooOptimizer } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

type Make = (options: { frozen?: string }) => ZooOptimizer;
const learningRate = 0.02;
const makers: Readonly<Record<string, Make>> = {
  psgdKronNewton: (options) => psgdKronNewton({ learningRate, ...options }),
  adahessian: (options) => adahessian({ learningRate, ...options }),
  forwardGradient: (options) => sgd({ learningRate, gradient: zoo.forwardGradient(), ...options }),
  zerothOrder: (options) => sgd({ learningRate, gradient: zoo.zerothOrder(), ...options }),
  spsa: (options) => sgd({ learningRate, gradient: zoo.spsa(), ...options }),
  sharpnessAware: (options) => sgd({ learningRate, gradient: zoo.sharpnessAware({ rho: 0.2 }), ...options }),
  gradientRegularization: (options) =>
    sgd({ learningRate, gradient: zoo.gradientRegularization({ strength: 0.5 }), ...options }),
  reverseMode: (options) => sgd({ learningRate, ...options }),
};

/** Where x goes on a bowl whose axes lean towards y. */
function pathOf(make: Make, rests: 'by freezing' | 'as it is a constant', isListed: boolean) {
  const x = tf.variable(tf.tensor1d([1, -2]), true, `x${rests}`);
  const known = tf.tensor1d([0.5, 1]);
  const y = rests === 'by freezing' ? tf.variable(known, true, 'resting') : known;
  const optimizer = make(rests === 'by freezing' ? { frozen: 'resting' } : {});
  const loss = () => tf.sum(tf.add(tf.square(tf.add(x, tf.mul(y, 3))), tf.square(tf.mul(y, x)))) as tf.Scalar;
  const listed = [x, ...(y instanceof tf.Variable ? [y] : [])];
  const path = Array.from({ length: 5 }, () => {
    optimizer.minimize(loss, false, isListed ? listed : undefined);
    return [...x.dataSync()];
  });
  expect([...y.dataSync()]).toEqual([0.5, 1]);
  tf.dispose([x, y, known]);
  optimizer.dispose();
  return path;
}

describe.each(Object.entries(makers))('%s', (_, make) => {
  test.each([false, true])('what is frozen is a constant to what is measured (variables listed: %s)', (isListed) => {
    expect(pathOf(make, 'by freezing', isListed)).toEqual(pathOf(make, 'as it is a constant', isListed));
  });
});

test('where all are frozen a step counts, and moves nothing', () => {
  const x = tf.variable(tf.scalar(1), true, 'alone');
  const optimizer = sgd({ learningRate, frozen: 'alone' });
  optimizer.minimize(() => tf.square(x));
  expect([x.dataSync()[0], optimizer.iterations]).toEqual([1, 1]);
});

import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { adam, egn, gnsNewton, lbfgs, sharpnessAware, sophiaH } from '../index.js';

// tfjs-core and a backend alone, without the union or tfjs-layers, which register gradients.

const wanted =
  /^No gradients are registered, so that of \w+ cannot be computed: .* Import '@tensorflow\/tfjs' or '@tensorflow\/tfjs-layers'/;

test.each(Object.entries({ adam, sophiaH, lbfgs, sharpnessAware: () => adam({ gradient: sharpnessAware() }) }))(
  '%s says what to import where tfjs-core is alone, and changes nothing',
  (_, make) => {
    const x = tf.variable(tf.scalar(3));
    const optimizer = make();
    expect(() => optimizer.minimize(() => tf.square(x) as tf.Scalar, false, [x])).toThrow(wanted);
    expect(x.dataSync()[0]).toBe(3);
    optimizer.dispose();
    x.dispose();
  },
);

test.each(Object.entries({ egn, gnsNewton }))('so does %s', (_, make) => {
  const x = tf.variable(tf.tensor2d([[3]]));
  const outputs = () => tf.matMul(tf.ones<tf.Rank.R2>([2, 1]), x as tf.Tensor2D);
  expect(() => make().minimizeResidual(outputs as () => tf.Tensor2D, tf.ones([2, 1]), undefined, [x])).toThrow(wanted);
  x.dispose();
});

test('gradients that are computed otherwise go as they do', () => {
  const x = tf.variable(tf.scalar(3));
  adam({ learningRate: 1 }).applyGradients({ [x.name]: tf.scalar(6) });
  expect(x.dataSync()[0]).toBeCloseTo(2, 6);
  x.dispose();
});

import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { defineOptimizer } from '../index.js';
import { cubeRoot } from './cube-root.js';

/** A step that replaces the parameter by the cube root of the gradient. */
const rooted = defineOptimizer({
  name: 'CubeRootOfGradient',
  reference: 'this test',
  hyper: { learningRate: number('[0, inf)', 1) },
  slots: [],
  update: ({ grad }) => ({ param: cubeRoot(grad) }),
});

function cubeRoots(values: readonly number[]): number[] {
  const x = tf.variable(tf.zeros([values.length]));
  tf.tidy(() => rooted().applyGradients({ [x.name]: tf.tensor1d([...values]) }));
  const roots = Array.from(x.dataSync());
  x.dispose();
  return roots;
}

beforeAll(() => tf.setBackend('cpu'));

test('is within four units in the last place of the root, from denormals to 1e38', () => {
  fc.assert(
    fc.property(fc.float({ min: Math.fround(1e-44), max: Math.fround(1e38), noNaN: true }), (x) => {
      const [root] = cubeRoots([x]);
      const relative = x < 2 ** -126 ? 2 ** -149 / x : 2 ** -23; // denormals have fewer digits
      expect(Math.abs(root / Math.cbrt(x) - 1)).toBeLessThanOrEqual(4 * relative);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('the root of 0 is 0, that of NaN NaN', () => {
  expect(cubeRoots([0, Number.NaN])).toEqual([0, Number.NaN]);
});

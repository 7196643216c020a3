import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { defineOptimizer } from '../optimizer/define-optimizer.js';

/** Keeps the gradient as it comes, twice; no kernel raises to a power. */
const keeping = defineOptimizer({
  name: 'Keeping',
  reference: 'this test',
  hyper: { learningRate: number('(-inf, inf)', 1) },
  slots: ['last', 'same'],
  update: ({ param: x, grad: g, learningRate }) => ({
    param: x.sub(g.abs().pow(1.5).mul(learningRate)),
    last: g,
    same: g,
  }),
});

test('state shares its buffer with nothing, though a result is an input, or serves twice', async () => {
  await tf.setBackend('cpu');
  const [x, grad] = [tf.variable(tf.tensor1d([1, 2])), tf.tensor1d([4, 9])];
  const optimizer = keeping();
  optimizer.applyGradients([{ name: x.name, tensor: grad }]);
  const slots = (await optimizer.getWeights()).map(({ tensor }) => tensor).filter(({ shape }) => shape.length === 1);
  expect(slots.map((slot) => [...slot.dataSync()])).toEqual([
    [4, 9],
    [4, 9],
  ]);
  expect(new Set([x, grad, ...slots].map(({ dataId }) => dataId)).size).toBe(4);
  tf.dispose([x, grad]);
  optimizer.dispose();
});

// The ES and the CommonJS copy of the built package in one process; see ../drop-in.test.ts.
import { createRequire } from 'node:module';
import * as esm from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

const cjs = createRequire(import.meta.url)('@optimizer-zoo/optimizers');
const x = tf.variable(tf.scalar(1));
for (const { adam } of [esm, cjs]) adam().applyGradients({ [x.name]: tf.scalar(1) });

// A rule that one copy knows is loaded by the other.
const own = {
  name: 'Mine',
  reference: 'this test',
  hyper: { learningRate: 0.1 },
  slots: [],
  update: ({ param }) => ({ param }),
};
const mine = esm.defineOptimizer(own);
const rules = [esm.adam(), mine()].map((optimizer) => {
  const Class = cjs.ZooOptimizer;
  return Class.fromConfig(Class, JSON.parse(JSON.stringify(optimizer.getConfig()))).rule.name;
});
console.log(rules.join(', '));

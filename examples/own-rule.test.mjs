// A rule of your own under the contract that every optimizer of the zoo keeps: fused equals eager, save and resume bit
// for bit, frozen and renamed variables, schedules, leaks, model.fit and more. Any test runner will do; this is Node's:
//   node --test examples/own-rule.test.mjs
import test from 'node:test';
import { defineOptimizer } from '@optimizer-zoo/optimizers';
import { conformance } from '@optimizer-zoo/optimizers/testing';
import { number } from '@optimizer-zoo/schedulers';
import '@tensorflow/tfjs';

// Momentum whose steps are at most the learning rate.
const soft = defineOptimizer({
  name: 'Soft',
  reference: 'this example',
  hyper: { learningRate: number('[0, inf)', 0.05), beta: number('[0, 1)', 0.9) },
  slots: ['m'],
  update({ param: x, grad: g, m, learningRate, beta }) {
    m = m.ema(g, beta);
    return { m, param: x.sub(m.div(m.abs().add(1)).mul(learningRate)) };
  },
});

for (const { name, run } of conformance(() => soft())) test(name, run);

import * as tf from '@tensorflow/tfjs';
import { type AnyRule, defineRule } from '../rule.js';
import { onEachBackend } from '../test/backends.js';
import { everyRule, gradient, ordinary, Run, shapes, wild } from '../test/run.js';
import { eagerStep } from './eager.js';
import { fusedStep } from './fused.js';

/** A rule that uses every elementwise operation which has a fused form, and reductions over the variable. */
const everything = defineRule({
  name: 'Everything',
  reference: 'this test',
  hyper: { c: 0.3, zero: 0 },
  stepSize: 'c',
  slots: ['a', 'b'],
  update({ param: x, grad: g, a, b, c, zero }) {
    const big = g.abs().greater(1).logicalOr(g.lessEqual(-2)).logicalAnd(x.equal(x));
    const mean = g.square().sum().sqrt().add(g.neg().max());
    a = g.sign().add(g.neg().maximum(a)).minimum(b.sub(c)).where(big.logicalNot(), g.sqrt().mul(mean));
    b = b.maximum(g.div(x.add(zero))).where(g.greaterEqual(zero).logicalAnd(c.greater(0)), -0);
    return { a, b, param: x.sub(g.div(mean.add(1))).where(g.less(1e30), g.sign()) };
  },
}) as AnyRule;

const rules = [['everything', everything, {}] as const, ...everyRule];

onEachBackend(() => {
  describe.each([
    ['ordinary numbers, zeros and denormals', ordinary],
    ['NaN and infinities too', wild],
  ])('the kernel equals the rule on tensors to the last bit, 100 steps: %s', (_title, specials) => {
    test.each(rules)('%s', (_name, rule, options) => {
      const fused = new Run(rule, options, fusedStep);
      const eager = new Run(rule, options, eagerStep);
      for (let step = 1; step <= 100; step++) {
        const gradients = shapes.map((shape) => gradient(shape, step, specials));
        fused.step(step, gradients);
        eager.step(step, gradients);
        tf.dispose(gradients);
        if (step % 10 === 0 || step < 5) expect(fused.state()).toStrictEqual(eager.state());
      }
      fused.dispose();
      eager.dispose();
    });
  });
});

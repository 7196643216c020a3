import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { onEachBackend } from '../fixtures/backends.js';
import { defineOptimizer } from '../optimizer/define-optimizer.js';
import type { Value } from '../rule/value.js';
import { conformance } from '../testing/index.js';

/** A rule that uses every elementwise operation which has a fused form, and reductions over the variable. */
const everything = defineOptimizer({
  name: 'Everything',
  reference: 'this test',
  hyper: { c: number('(-inf, inf)', 0.3), zero: number('(-inf, inf)', 0) },
  stepSize: 'c',
  slots: ['a', 'b'],
  update({ param: x, grad: g, a, b, c, zero }) {
    const big = g.abs().greater(1).logicalOr(g.lessEqual(-2)).logicalAnd(x.equal(x));
    const mean = g.square().sum().sqrt().add(x.norm()).add(g.neg().max());
    a = g.sign().add(g.neg().maximum(a)).minimum(b.sub(c)).where(big.logicalNot(), g.sqrt().mul(mean));
    b = b.maximum(g.div(x.add(zero))).where(g.greaterEqual(zero).logicalAnd(c.greater(0)), -0);
    return { a, b, param: x.sub(g.div(mean.add(1))).where(g.less(1e30), g.sign()) };
  },
});

onEachBackend(() => {
  const wanted = /^(its kernel equals|takes one kernel for each pass)/;
  test.each(conformance(() => everything()).filter(({ name }) => wanted.test(name)))(
    'a rule of every operation: $name',
    ({ run }) => run(),
  );
});

/** The same operations in the same order, wired otherwise. */
const wirings = {
  'x − g': (x: Value, g: Value) => x.sub(g),
  'g − x': (x: Value, g: Value) => g.sub(x),
};

onEachBackend(() => {
  test('two rules that differ in nothing but what an operation takes first have kernels of their own', () => {
    const ends = Object.values(wirings).map((combine) => {
      const make = defineOptimizer({
        name: 'Wired',
        reference: 'this test',
        hyper: { learningRate: number('(-inf, inf)', 1) },
        slots: [],
        update: ({ param: x, grad: g }) => ({ param: combine(x, g) }),
      });
      const [x, grad] = [tf.variable(tf.scalar(5)), tf.scalar(2)];
      make().applyGradients([{ name: x.name, tensor: grad }]);
      const [end] = x.dataSync();
      tf.dispose([x, grad]);
      return end;
    });
    expect(ends).toEqual([3, -3]);
  });
});

onEachBackend(() => {
  test('zeros of both signs are constants of their own', () => {
    const make = defineOptimizer({
      name: 'Signed',
      reference: 'this test',
      hyper: { learningRate: number('(-inf, inf)', 1) },
      slots: ['a'],
      update: ({ param: x, grad: g }) => {
        const [plus, minus] = [g.where(g.greater(0), 0), g.where(g.greater(0), -0)];
        return { a: plus, param: x.div(minus) };
      },
    });
    const [x, grad] = [tf.variable(tf.scalar(5)), tf.scalar(-1)];
    make().applyGradients([{ name: x.name, tensor: grad }]);
    expect(x.dataSync()[0]).toBe(Number.NEGATIVE_INFINITY);
    tf.dispose([x, grad]);
  });
});

import * as tf from '@tensorflow/tfjs';
import { everySource } from '../fixtures/every-source.js';
import {
  adahessian,
  adam,
  clipByGlobalNorm,
  defineGradientSource,
  ema,
  flooding,
  type GradientSource,
  hutchinson,
  lookahead,
  mezo,
  reverseMode,
  scheduleFreeSgd,
  sgd,
  sharpnessAware,
  ZooOptimizer,
} from '../index.js';

// Gradients that the optimizer's source has not measured: an error unless the source is reverse mode, which has no claim to them.

const remade = (optimizer: ZooOptimizer) =>
  ZooOptimizer.fromConfig(ZooOptimizer, JSON.parse(JSON.stringify(optimizer.getConfig()))) as ZooOptimizer;

let x: tf.Variable;
let y: tf.Variable;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  x = tf.variable(tf.tensor1d([1, 2]));
  y = tf.variable(tf.tensor1d([3]));
});
afterEach(() => tf.dispose([x, y]));

const lossOf = (variable: tf.Variable) => () => tf.sum(tf.square(variable)) as tf.Scalar;
const valuesOf = (variable: tf.Variable) => Array.from(variable.dataSync());

/** A step by tf's own gradients. */
function stepByTf(optimizer: ZooOptimizer): void {
  const { value, grads } = tf.variableGrads(lossOf(x), [x]);
  try {
    optimizer.applyGradients(grads);
  } finally {
    value.dispose();
    tf.dispose(grads);
  }
}

const sources = Object.entries(everySource).filter(([, make]) => make() !== reverseMode);

test.each(sources)('%s: gradients of tf.variableGrads are an error, and nothing moves', (_name, make) => {
  const optimizer = adam({ gradient: make() as GradientSource<'grad'> });
  expect(() => stepByTf(optimizer)).toThrow(
    `Adam measures by ${make().name}: call minimize, or computeGradients before applyGradients.`,
  );
  expect(valuesOf(x)).toEqual([1, 2]);
  expect(optimizer.iterations).toBe(0);
  optimizer.minimize(lossOf(x), false, [x]);
  expect(() => stepByTf(optimizer)).toThrow('call minimize'); // what minimize measured has been used
  optimizer.dispose();
});

test('so they are under wrappers, after saving and loading, and with options in groups', () => {
  const gradient = sharpnessAware();
  const groups = [{ match: x.name, options: { learningRate: 0.1 } }];
  const optimizers = [
    ema(lookahead(adam({ gradient }))),
    clipByGlobalNorm(sgd({ gradient })),
    adam({ gradient, groups }),
  ];
  for (const optimizer of optimizers.flatMap((one) => [one, remade(one)])) {
    expect(() => stepByTf(optimizer)).toThrow(
      `${optimizer.rule.name} measures by sharpnessAware: call minimize, or computeGradients before applyGradients.`,
    );
    optimizer.dispose();
  }
});

test('reverse mode takes gradients from anywhere, and so does a source that says it is as plain', () => {
  const { evaluate } = reverseMode;
  const asPlain = defineGradientSource({ name: 'asPlain', provides: ['grad', 'loss'], isPlain: true, evaluate });
  for (const optimizer of [sgd({ learningRate: 0.25 }), ema(sgd({ learningRate: 0.25, gradient: asPlain }))]) {
    x.assign(tf.tensor1d([1, 2]));
    stepByTf(optimizer);
    expect(valuesOf(x)).toEqual([0.5, 1]);
    optimizer.dispose();
  }
});

describe('gradients that it has measured are taken', () => {
  const makers: Readonly<Record<string, () => ZooOptimizer>> = {
    flooding: () => sgd({ learningRate: 0.25, gradient: flooding({ level: 0 }) }),
    'a rule that measures elsewhere': () => scheduleFreeSgd({ learningRate: 0.25 }),
    'a rule that needs more': () => adahessian({ learningRate: 0.25, gradient: hutchinson() }),
  };
  const measured = (optimizer: ZooOptimizer, variable: tf.Variable) => {
    const { value, grads } = optimizer.computeGradients(lossOf(variable), [variable]);
    value.dispose();
    return grads;
  };
  const apply = (optimizer: ZooOptimizer, grads: tf.NamedTensorMap) => {
    optimizer.applyGradients(grads);
    tf.dispose(grads);
  };
  /** Where x and y are, and how many tensors are left. */
  const after = (make: () => ZooOptimizer, train: (optimizer: ZooOptimizer) => void) => {
    x.assign(tf.tensor1d([1, 2]));
    y.assign(tf.tensor1d([3]));
    const optimizer = make();
    const { numTensors } = tf.memory();
    train(optimizer);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
    return [...valuesOf(x), ...valuesOf(y)];
  };

  test.each(Object.entries(makers))('%s: two losses in turns, whichever way they are measured', (_name, make) => {
    const rounds = [1, 2, 3];
    const inTurn = after(make, (optimizer) => {
      for (const variable of rounds.flatMap(() => [x, y])) apply(optimizer, measured(optimizer, variable));
    });
    const bothFirst = after(make, (optimizer) => {
      for (const _ of rounds) {
        const [ofX, ofY] = [measured(optimizer, x), measured(optimizer, y)];
        apply(optimizer, ofX);
        apply(optimizer, ofY);
      }
    });
    expect(inTurn).not.toEqual([1, 2, 3]);
    expect(inTurn.every(Number.isFinite)).toBe(true);
    // not the same steps where curvature or the point depends on the step; but all of them were made
    expect(bothFirst.every(Number.isFinite)).toBe(true);
    bothFirst.forEach((value, i) => {
      expect(value).not.toBe([1, 2, 3][i]);
    });
  });

  test.each(Object.entries(makers))('%s: clipped on the way, merged, or partly dropped', (_name, make) => {
    after(make, (optimizer) => {
      const merged = { ...measured(optimizer, x), ...measured(optimizer, y) };
      const clipped = Object.fromEntries(Object.entries(merged).map(([name, g]) => [name, tf.clipByValue(g, -1, 1)]));
      optimizer.applyGradients(clipped);
      tf.dispose([merged, clipped]);
      expect(valuesOf(y)[0]).toBeLessThan(3);
      const { value, grads } = optimizer.computeGradients(() => tf.add(lossOf(x)(), lossOf(y)()), [x, y]);
      const before = valuesOf(y);
      optimizer.applyGradients({ [x.name]: grads[x.name] });
      expect(valuesOf(y)).toEqual(before);
      tf.dispose([value, grads]);
    });
  });

  test('two losses of the same variables, measured at one point and applied one after the other', () => {
    const make = () => sgd({ learningRate: 0.25, gradient: flooding({ level: 0 }) });
    after(make, (optimizer) => {
      const [first, second] = [measured(optimizer, x), measured(optimizer, x)];
      apply(optimizer, first);
      apply(optimizer, second);
      expect(valuesOf(x)).toEqual([0, 0]);
      expect(() => stepByTf(optimizer)).toThrow('measures by flooding');
    });
  });

  test('what was measured of variables that are gone goes with them', () => {
    const optimizer = adahessian({ gradient: hutchinson() });
    const dropped = (variable: tf.Variable) => tf.dispose(measured(optimizer, variable));
    dropped(x);
    const { numTensors } = tf.memory();
    for (let model = 0; model < 3; model++) {
      const gone = tf.tidy(() => tf.variable(tf.tensor1d([1])));
      dropped(gone);
      gone.dispose();
    }
    dropped(x);
    expect(tf.memory().numTensors).toBe(numTensors);
    optimizer.dispose();
  });

  test('a variable that was not measured is none of them', () => {
    const optimizer = sgd({ gradient: mezo() });
    const grads = measured(optimizer, x);
    expect(() => optimizer.applyGradients({ ...grads, [y.name]: tf.tensor1d([1]) })).toThrow('measures by mezo');
    tf.dispose(grads);
    optimizer.dispose();
  });

  test('while some are frozen, nothing is left over', () => {
    const make = () => adahessian({ learningRate: 0.25, frozen: (variable) => variable === y });
    after(make, (optimizer) => {
      for (let step = 0; step < 2; step++) optimizer.minimize(() => tf.add(lossOf(x)(), lossOf(y)()), false, [x, y]);
      expect(valuesOf(y)).toEqual([3]);
    });
  });
});

import * as tf from '@tensorflow/tfjs';
import { hasJvp, jacobianVector, jvp, registerJvp, valueGradHvp } from './index.js';

const x = tf.variable(tf.tensor1d([0.3, -0.5]));
const v = tf.tensor1d([1, 2]);
const sumOfSquares = () => tf.sum(tf.square(x)) as tf.Scalar;
const numbers = (tensor: tf.Tensor | null) => [...tensor!.dataSync()];

tf.registerKernel({
  kernelName: 'Doubled',
  backendName: 'cpu',
  kernelFunc: ({ inputs }) => tf.mul(inputs.x as tf.Tensor, 2),
});
const doubled = (tensor: tf.Tensor) => tf.engine().runKernel<tf.Tensor>('Doubled', { x: tensor });

beforeAll(() => tf.setBackend('cpu'));

/** What tfjs's engine is like between scopes. */
const atRest = () => {
  const engine = tf.engine();
  const { gradientDepth, kernelDepth, scopeStack, numTensors } = engine.state;
  return { own: Object.getOwnPropertyNames(engine), gradientDepth, kernelDepth, scopes: scopeStack.length, numTensors };
};

describe('what is computed', () => {
  test('jvp of a scalar and of a tensor', () => {
    const scalar = jvp(sumOfSquares, [x], [v]);
    expect(numbers(scalar.value)[0]).toBeCloseTo(0.34, 6);
    expect(numbers(scalar.tangent)[0]).toBeCloseTo(2 * 0.3 - 4 * 0.5, 6);
    expect(numbers(jvp(() => tf.square(x), [x], [v]).tangent)[1]).toBeCloseTo(-2, 6);
  });

  test('xs come as arguments too, and need not be variables', () => {
    const [a, b] = [tf.scalar(3), tf.scalar(4)];
    const { tangent } = jvp((p, q) => tf.mul(p, q), [a, b], [tf.scalar(1), tf.scalar(10)]);
    expect(numbers(tangent)).toEqual([34]);
  });

  test('jacobianVector of a list and of a record', () => {
    const list = jacobianVector(() => [tf.square(x), tf.neg(x)], [x], [v]);
    expect(list.tangents.map((tangent) => numbers(tangent)[1])).toEqual([-2, -2]);
    const record = jacobianVector(() => ({ a: tf.square(x), b: tf.ones([3]) }), [x], [v]);
    expect(numbers(record.tangents.a)[1]).toBe(-2);
    expect(numbers(record.tangents.b)).toEqual([0, 0, 0]);
  });

  test('x itself: its tangent is v, and can be disposed of', () => {
    const { value, tangent } = jvp(() => x, [x], [v]);
    expect(value).toBe(x);
    expect(numbers(tangent)).toEqual([1, 2]);
    tangent.dispose();
    expect(numbers(v)).toEqual([1, 2]);
  });

  test('valueGradHvp tells what f does not depend on, and a Hessian of zeros', () => {
    const other = tf.variable(tf.scalar(1));
    const { grads, hvps, directional } = valueGradHvp(() => tf.sum(x) as tf.Scalar, [x, other], [v, tf.scalar(1)]);
    expect(numbers(grads[0])).toEqual([1, 1]);
    expect(numbers(hvps[0])).toEqual([0, 0]);
    expect(numbers(directional)).toEqual([3]);
    expect([grads[1], hvps[1]]).toEqual([null, null]);
  });

  test('integers carry no tangent, and what they lead to neither', () => {
    const f = () => tf.mul(tf.cast(tf.argMax(x), 'float32'), tf.cast(tf.greater(tf.sum(x), 0), 'float32'));
    expect(numbers(jvp(f, [x], [v]).tangent)).toEqual([0]);
  });

  test('a variable that the closure assigns to keeps its tangent, as it keeps its gradient', () => {
    const before = x.clone();
    const f = () => {
      x.assign(tf.add(x, 0));
      return sumOfSquares();
    };
    expect(numbers(jvp(f, [x], [v]).tangent)[0]).toBeCloseTo(-1.4, 6);
    x.assign(before);
  });

  test('a gradient inside the closure is differentiated', () => {
    const cube = (y: tf.Tensor) => tf.sum(tf.mul(y, tf.square(y))) as tf.Scalar;
    const { tangent } = jvp((y) => tf.grad(cube)(y), [x], [v]);
    numbers(tangent).forEach((value, i) => {
      expect(value).toBeCloseTo(6 * [0.3, -0.5][i] * [1, 2][i], 5);
    });
  });

  test('through customGrad: the derivative of what it runs, in its backward pass too', () => {
    const tanh = tf.customGrad((y, save) => {
      const value = tf.tanh(y as tf.Tensor);
      (save as tf.GradSaveFunc)([value]);
      return { value, gradFunc: (dy, [saved]) => tf.mul(dy, tf.sub(1, tf.square(saved))) };
    });
    const { hvps, directional } = valueGradHvp(() => tf.sum(tanh(x)) as tf.Scalar, [x], [v]);
    const t = [0.3, -0.5].map(Math.tanh);
    expect(numbers(directional)[0]).toBeCloseTo(1 - t[0] ** 2 + 2 * (1 - t[1] ** 2), 5);
    numbers(hvps[0]).forEach((value, i) => {
      expect(value).toBeCloseTo(-2 * t[i] * (1 - t[i] ** 2) * [1, 2][i], 5);
    });
  });
});

describe('a direction that is made on demand', () => {
  const closures: Readonly<Record<string, () => tf.Tensor>> = {
    'read once': sumOfSquares,
    'read often': () => tf.mul(tf.add(x, x), tf.mul(x, tf.exp(x))),
    'what is returned itself': () => x,
    'copied, and compared': () => tf.where(tf.greater(x, 0), tf.clone(x), tf.square(x)),
    'differentiated within': () => tf.grad((y) => tf.sum(tf.tanh(tf.square(y))))(x),
    'that does not depend on it': () => tf.scalar(3),
  };
  test.each(Object.entries(closures))(
    'is the same as one at hand, for a tensor %s, and nothing is left',
    (_name, f) => {
      const expected = numbers(jvp(f, [x], [v]).tangent);
      const before = atRest();
      const { value, tangent } = jvp(f, [x], [() => tf.tensor1d([1, 2])]);
      expect(numbers(tangent)).toEqual(expected);
      if (value !== x) value.dispose();
      tangent.dispose();
      expect(atRest()).toEqual(before);
    },
  );

  test('is checked when it is made', () => {
    const before = atRest();
    expect(() => jvp(sumOfSquares, [x], [() => tf.scalar(1)])).toThrow('jvp: vs[0] has shape [], but xs[0] has [2].');
    expect(() => jvp(sumOfSquares, [x], [() => 1 as never])).toThrow('jvp: vs[0] is number, but must be a float32');
    expect(atRest()).toEqual(before);
  });
});

describe("kernels of one's own", () => {
  test('without a rule: an error with its name, unless no input has a tangent', () => {
    expect(hasJvp('Doubled')).toBe(false);
    expect(() => jvp(() => doubled(x), [x], [v])).toThrow(/no forward-mode rule for the kernel Doubled.*registerJvp/);
    expect(numbers(jvp(() => tf.add(doubled(tf.scalar(2)), tf.sum(x)), [x], [v]).tangent)).toEqual([3]);
  });

  test('a rule of the wrong shape is refused', () => {
    registerJvp('Doubled', () => tf.scalar(1));
    expect(() => jvp(() => doubled(x), [x], [v])).toThrow(
      /rule of Doubled gave a tangent of type float32 and shape \[\]/,
    );
  });

  test('with a rule; what runs inside the kernel is not differentiated again', () => {
    let runs = 0;
    registerJvp('Doubled', ({ tangents: { x: dx }, rerun }) => {
      runs++;
      return rerun({ x: dx! })[0];
    });
    expect(hasJvp('Doubled')).toBe(true);
    expect(numbers(jvp(() => doubled(x), [x], [v]).tangent)).toEqual([2, 4]);
    expect(runs).toBe(1);
  });

  test('a rule may return an input, its tangent, or null', () => {
    registerJvp('Doubled', ({ tangents: { x: dx } }) => dx!);
    expect(numbers(jvp(() => tf.add(doubled(x), x), [x], [v]).tangent)).toEqual([2, 4]);
    registerJvp('Doubled', () => null);
    expect(numbers(jvp(() => tf.add(doubled(x), x), [x], [v]).tangent)).toEqual([1, 2]);
  });

  test.each<[() => void, RegExp]>([
    [() => registerJvp('', () => null), /kernel "" is not the name of a kernel/],
    [() => registerJvp('Foo', 3 as never), /rule of Foo is number, not a function/],
  ])('%s is refused', (register, message) => {
    expect(register).toThrow(message);
  });
});

describe('refused, with the engine and the memory as before', () => {
  const scalar = tf.scalar(1);
  const whole = tf.scalar(1, 'int32');
  const throwing = tf.customGrad((y, save) => {
    (save as tf.GradSaveFunc)([tf.exp(y as tf.Tensor)]);
    throw new Error('mine');
  });
  const cases: [string, () => unknown, RegExp][] = [
    ['nesting', () => jvp(() => jvp(sumOfSquares, [x], [v]).tangent, [x], [v]), /cannot run inside one another/],
    [
      'nesting of another kind',
      () => valueGradHvp(() => jvp(sumOfSquares, [x], [v]).tangent, [x], [v]),
      /inside one another/,
    ],
    [
      'a gradient through it',
      () => tf.grad(() => jvp(sumOfSquares, [x], [v]).tangent)(x),
      /cannot be taken through jvp/,
    ],
    ['an async closure', () => jvp((async () => sumOfSquares()) as never, [x], [v]), /returned a promise/],
    [
      'an async closure that fails',
      () =>
        valueGradHvp(
          (async () => {
            throw new Error('late');
          }) as never,
          [x],
          [v],
        ),
      /promise/,
    ],
    [
      'a closure that throws',
      () =>
        jvp(
          () => {
            tf.keep(tf.zeros([1])).dispose();
            tf.square(x);
            throw new Error('mine');
          },
          [x],
          [v],
        ),
      /^mine$/,
    ],
    [
      'a closure that throws on the tape',
      () =>
        valueGradHvp(
          () => {
            tf.tanh(tf.exp(x));
            throw new Error('mine');
          },
          [x],
          [v],
        ),
      /^mine$/,
    ],
    ['a customGrad that throws after saving', () => valueGradHvp(() => throwing(x) as tf.Scalar, [x], [v]), /^mine$/],
    [
      'no gradient of a kernel',
      () => valueGradHvp(() => tf.sum(tf.einsum('i,j->ij', x, tf.exp(x))) as tf.Scalar, [x], [v]),
      /no gradient for the kernel Einsum/,
    ],
    ['no xs', () => jvp(sumOfSquares, [], []), /xs must be a list of one or more tensors/],
    ['too few vs', () => jvp(sumOfSquares, [x], []), /vs must be a list of 1 tensors/],
    ['another shape', () => jvp(sumOfSquares, [x], [scalar]), /vs\[0\] has shape \[\], but xs\[0\] has \[2\]/],
    ['an integer x', () => jvp(() => whole, [whole], [scalar]), /xs\[0\] is int32, but must be a float32 tensor/],
    ['a number as v', () => valueGradHvp(sumOfSquares, [x], [1 as never]), /vs\[0\] is number/],
    ['an x given twice', () => jvp(sumOfSquares, [x, x], [v, v]), /xs\[1\] is xs\[0\] again/],
    ['an integer value', () => jvp(() => tf.argMax(x), [x], [v]), /jvp: f returned int32/],
    ['no value', () => jvp((() => {}) as never, [x], [v]), /jvp: f returned undefined/],
    [
      'a tensor as loss',
      () => valueGradHvp((() => tf.square(x)) as never, [x], [v]),
      /returned shape \[2\], but must return a scalar/,
    ],
    ['a loss without x', () => valueGradHvp(() => tf.scalar(1), [x], [v]), /does not depend on any of xs/],
  ];
  test.each(cases)('%s', async (_name, run, message) => {
    const before = atRest();
    expect(run).toThrow(message);
    expect(atRest()).toEqual(before);
    await Promise.resolve(); // a rejection that nobody hears would end the process
    expect(numbers(jvp(sumOfSquares, [x], [v]).tangent)[0]).toBeCloseTo(-1.4, 6);
  });
});

describe('memory', () => {
  const loss = () => {
    const softmax = tf.softmax(
      tf.matMul(
        tf.reshape(x, [1, 2]),
        tf.tanh(tf.outerProduct(x as tf.Tensor as tf.Tensor1D, x as tf.Tensor as tf.Tensor1D)),
      ),
    );
    return tf.add(tf.sum(tf.log(softmax)), tf.losses.softmaxCrossEntropy(tf.tensor2d([[0, 1]]), softmax)) as tf.Scalar;
  };

  test('100 calls leave nothing behind', () => {
    const { numTensors, numDataBuffers } = tf.memory();
    for (let i = 0; i < 100; i++) {
      tf.dispose(jvp(loss, [x], [v]) as never);
      tf.dispose(valueGradHvp(loss, [x], [v]) as never);
    }
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });

  test('a tangent ends with its tensor', () => {
    const counts: number[] = [];
    const f = () => {
      let y: tf.Tensor = tf.exp(x);
      for (let i = 0; i < 5; i++) {
        const next = tf.sin(y);
        y.dispose();
        y = next;
        counts.push(tf.memory().numTensors);
      }
      return tf.sum(y);
    };
    tf.dispose(jvp(f, [x], [v]) as never);
    expect(new Set(counts).size).toBe(1);
  });

  test('inside a tidy, results are tidied as others are', () => {
    const { numTensors } = tf.memory();
    tf.tidy(() => {
      jvp(loss, [x], [v]);
      valueGradHvp(loss, [x], [v]);
    });
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

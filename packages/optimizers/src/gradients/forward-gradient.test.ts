import * as tf from '@tensorflow/tfjs';
import { integers, noise } from '../fixtures/autodiff/noise.js';
import { onEachBackend } from '../fixtures/backends.js';
import { problems } from '../fixtures/problems.js';
import {
  adam,
  forwardGradient,
  type GradientSource,
  type Guess,
  mezo,
  reverseMode,
  seededRandom,
  sgd,
} from '../index.js';

type Source = GradientSource<'grad'>;

beforeAll(() => tf.setBackend('cpu'));

/** What a source measures, as numbers, by the place of the variable. */
function measured(source: Source, loss: () => tf.Scalar, variables: tf.Variable[], step = 1): (number[] | undefined)[] {
  return tf.tidy(() => {
    const { grads } = source.evaluate(loss, variables, step);
    return variables.map(({ name }) => grads[name] && Array.from(grads[name].dataSync()));
  });
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);

test.each(['normal', 'rademacher'] as const)(
  'over 1e4 %s directions the mean is the gradient, and the spread that of theory',
  (distribution) => {
    const count = 1e4;
    const source = forwardGradient({ distribution, seed: 3 });
    const g = [0.3, -2, 0, 1];
    const x = tf.variable(tf.tensor1d([1, 2, 3, 4]));
    const slopes = tf.tensor1d(g);
    const loss = () => tf.dot(x, slopes) as tf.Scalar;
    const [sums, squares] = [g.map(() => 0), g.map(() => 0)];
    for (let step = 1; step <= count; step++) {
      const [estimate] = measured(source, loss, [x], step);
      estimate!.forEach((value, i) => {
        sums[i] += value;
        squares[i] += value * value;
      });
    }
    // With d = g·v: E[d² vᵢ²] is ‖g‖² + 2 gᵢ² for normal v and ‖g‖² for ±1; E[d⁴ vᵢ⁴] is 9‖g‖⁴ + 72‖g‖² gᵢ² + 24 gᵢ⁴ for
    // normal v (Isserlis), and E[d⁴] = 3‖g‖⁴ − 2 Σ gⱼ⁴ for ±1. Each mean is within 4.5 of its standard errors.
    const size = dot(g, g);
    const quartic = g.reduce((sum, gj) => sum + gj ** 4, 0);
    g.forEach((gi, i) => {
      const [second, fourth] =
        distribution === 'normal'
          ? [size + 2 * gi ** 2, 9 * size ** 2 + 72 * size * gi ** 2 + 24 * gi ** 4]
          : [size, 3 * size ** 2 - 2 * quartic];
      const within = (variance: number) => 4.5 * Math.sqrt(variance / count);
      expect(Math.abs(sums[i] / count - gi)).toBeLessThan(within(second - gi ** 2));
      expect(Math.abs(squares[i] / count - second)).toBeLessThan(within(fourth - second ** 2));
    });
    tf.dispose([x, slopes]);
  },
);

test.each([
  ['Beale', [1, 1.5], 0.05, 1500, 1e-3],
  ['P2', [-1.2, 1], 0.02, 3000, 1e-2],
] as const)('%s is minimized without a tape', (name, start, learningRate, steps, goal) => {
  const isReached = (seed: number) => {
    const x = tf.variable(tf.tensor1d([...start]));
    const optimizer = adam({ learningRate, gradient: forwardGradient({ seed }) });
    for (let step = 0; step < steps; step++) optimizer.minimize(() => problems[name](x), false, [x]);
    const [loss] = tf.tidy(() => problems[name](x).dataSync());
    optimizer.dispose();
    x.dispose();
    return loss < goal;
  };
  const [one, other] = [isReached(1), isReached(2)]; // the median of three
  expect(one === other ? one : isReached(3)).toBe(true);
});

describe('memory', () => {
  const sizes = [784, 256, 256, 10];
  const batch = 128;

  /** Bytes at the peak of a step above those before it: a number that does not depend on the machine. */
  async function peak(gradient: Source, loss: () => tf.Scalar, variables: tf.Variable[]): Promise<number> {
    const optimizer = sgd({ gradient });
    const { numBytes } = tf.memory();
    const { peakBytes } = await tf.profile(() => optimizer.minimize(loss, false, variables) ?? []);
    optimizer.dispose();
    return peakBytes - numBytes;
  }

  const makers = {
    operations(activation: 'relu' | 'tanh') {
      const weights = sizes.slice(1).map((units, i) => tf.variable(noise([sizes[i], units], i)));
      const biases = sizes.slice(1).map((units) => tf.variable(tf.zeros([units])));
      const run = (input: tf.Tensor2D) =>
        weights.reduce<tf.Tensor>((h, w, i) => {
          const z = tf.add(tf.matMul(h as tf.Tensor2D, w as tf.Tensor as tf.Tensor2D), biases[i]);
          return i < 2 ? { relu: tf.relu, tanh: tf.tanh }[activation](z) : z;
        }, input);
      return { run, variables: [...weights, ...biases], dispose: () => tf.dispose([weights, biases]) };
    },
    layers(activation: 'relu' | 'tanh') {
      const model = tf.sequential();
      sizes.slice(1).forEach((units, i) => {
        const inputShape = i === 0 ? [sizes[0]] : undefined;
        model.add(tf.layers.dense({ units, inputShape, ...(i < 2 && { activation }) }));
      });
      const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const run = (input: tf.Tensor2D) => model.apply(input, { training: true }) as tf.Tensor;
      return { run, variables, dispose: () => model.dispose() };
    },
  };

  /** The peaks of steps without a tape, in units of that of backpropagation. */
  async function shares(make: keyof typeof makers, activation: 'relu' | 'tanh') {
    const { run, variables, dispose } = makers[make](activation);
    const [x, y] = [noise([batch, sizes[0]], 9) as tf.Tensor2D, tf.oneHot(integers([batch], 10), 10)];
    const loss = () => tf.losses.softmaxCrossEntropy(y, run(x)) as tf.Scalar;
    const backward = await peak(reverseMode, loss, variables);
    const found = {
      forwardGradient: (await peak(forwardGradient(), loss, variables)) / backward,
      mezo: (await peak(mezo(), loss, variables)) / backward,
    };
    dispose();
    tf.dispose([x, y]);
    return found;
  }

  test.each([
    ['operations', 'relu'],
    ['operations', 'tanh'],
    ['layers', 'tanh'],
  ] as const)('an MLP of %s with %s: at most 0.6 of the bytes of backpropagation', async (make, activation) => {
    const { forwardGradient, mezo } = await shares(make, activation);
    expect(forwardGradient).toBeLessThan(0.6);
    expect(mezo).toBeLessThan(0.65);
  });

  // Outside a gradient tf's layers run product, bias and relu as one kernel, and give it reshaped inputs and weights: the
  // same memory, which tf counts twice. It is 0.63.
  test.failing('an MLP of layers with relu: at most 0.6 of the bytes of backpropagation', async () => {
    expect((await shares('layers', 'relu')).forwardGradient).toBeLessThan(0.6);
  });

  test('weights that are read again and again are drawn twice, not each time', () => {
    const w = tf.variable(tf.scalar(0.5));
    let draws = 0;
    const random = (step: number, draw = 0) => {
      draws++;
      return seededRandom(1)(step, draw);
    };
    const power = () => {
      let y = tf.scalar(1);
      for (let i = 0; i < 20; i++) y = tf.mul(y, w);
      return y;
    };
    const [[estimate]] = measured(forwardGradient({ distribution: 'rademacher', random }), power, [w]) as number[][];
    expect(estimate / (20 * 0.5 ** 19)).toBeCloseTo(1, 5); // v² is 1
    expect(draws).toBe(3); // and once more for the gradient
    w.dispose();
  });
});

onEachBackend(() => {
  test('other variables of the program change nothing, and are left alone', () => {
    const train = () => {
      const [w, b] = [tf.variable(noise([3, 2], 1)), tf.variable(noise([2], 2))];
      const x = noise([4, 3], 3) as tf.Tensor2D;
      const optimizer = sgd({ learningRate: 0.1, gradient: forwardGradient({ directions: 2 }) });
      const loss = () => tf.mean(tf.square(tf.add(tf.matMul(x, w as tf.Tensor as tf.Tensor2D), b))) as tf.Scalar;
      for (let step = 0; step < 3; step++) optimizer.minimize(loss);
      const result = [w, b].flatMap((variable) => Array.from(variable.dataSync()));
      tf.dispose([w, b, x]);
      optimizer.dispose();
      return result;
    };
    const alone = train();
    const other = tf.variable(tf.ones([5]));
    expect(train()).toEqual(alone);
    expect(Array.from(other.dataSync())).toEqual([1, 1, 1, 1, 1]);
    other.dispose();
  });

  test('a variable of the list that the loss does not read gets no gradient', () => {
    const [x, y] = [tf.variable(tf.scalar(2)), tf.variable(tf.scalar(3))];
    const found = measured(forwardGradient(), () => tf.square(x) as tf.Scalar, [x, y]);
    expect(found.map((estimate) => estimate !== undefined)).toEqual([true, false]);
    tf.dispose([x, y]);
  });
});

describe('guess', () => {
  /** Two blocks, each with a linear loss of its own on top. */
  function blocks() {
    const variables = [
      tf.variable(noise([3, 4], 1)),
      tf.variable(noise([4, 4], 2)),
      tf.variable(noise([4, 1], 3)),
      tf.variable(noise([4, 1], 4)),
    ];
    const [first, second, head, top] = variables as unknown as tf.Tensor2D[];
    const [x, y] = [noise([16, 3], 5) as tf.Tensor2D, noise([16, 1], 6)];
    const hidden = () => tf.tanh(tf.matMul(x, first)) as tf.Tensor2D;
    const error = (h: tf.Tensor2D, by: tf.Tensor2D) => tf.losses.meanSquaredError(y, tf.matMul(h, by)) as tf.Scalar;
    const loss = () => error(tf.tanh(tf.matMul(hidden(), second)) as tf.Tensor2D, top);
    const local: Guess = () => {
      const { grads: below } = tf.variableGrads(() => error(hidden(), head), [variables[0], variables[2]]);
      const h = hidden(); // no gradient goes below
      const above = () => error(tf.tanh(tf.matMul(h, second)) as tf.Tensor2D, top);
      const { grads } = tf.variableGrads(above, [variables[1], variables[3]]);
      return [{ [variables[0].name]: below[variables[0].name] }, grads];
    };
    const trained = [variables[0], variables[1], variables[3]];
    return { variables, trained, loss, local, dispose: () => tf.dispose([...variables, x, y]) };
  }

  test('projects the gradient on the local one, block by block', () => {
    const { trained, loss, local, dispose } = blocks();
    const [lower, upper, top] = measured(forwardGradient({ guess: local }), loss, trained) as number[][];
    const gradient = measured(reverseMode, loss, trained) as number[][];
    const [u, rest] = local(1, loss, trained).map((guess) =>
      trained.map(({ name }) => Array.from(guess[name]?.dataSync() ?? [])),
    );
    const share = dot(gradient[0], u[0]) / dot(u[0], u[0]);
    lower.forEach((value, i) => {
      expect(value).toBeCloseTo(share * u[0][i], 6);
    });
    expect(rest[0]).toEqual([]);
    for (const [own, found] of [
      [gradient[1], upper],
      [gradient[2], top],
    ]) {
      found.forEach((value, i) => {
        expect(value).toBeCloseTo(own[i], 5); // the last block's local loss is the loss
      });
    }
    dispose();
  });

  test('lowers the loss, and leaves variables without a direction alone', () => {
    const { variables, trained, loss, local, dispose } = blocks();
    const first = tf.tidy(() => loss().dataSync()[0]);
    const optimizer = sgd({ learningRate: 0.1, gradient: forwardGradient({ guess: local }) });
    const { numTensors } = tf.memory();
    for (let step = 0; step < 100; step++) optimizer.minimize(loss, false, trained);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(tf.tidy(() => loss().dataSync()[0])).toBeLessThan(0.7 * first);
    expect(variables[2].dataSync()).toEqual(noise([4, 1], 3).dataSync());
    optimizer.dispose();
    dispose();
  });

  test('is checked', () => {
    const x = tf.variable(tf.scalar(1));
    const run = (guess: unknown) => measured(forwardGradient({ guess: guess as Guess }), () => x.square(), [x]);
    expect(() => run('local')).toThrow("forwardGradient: guess is 'local', but must be a function from the step");
    expect(() => run(() => [])).toThrow('forwardGradient: guess gave no direction.');
    expect(() => run(() => [{ another: tf.scalar(1) }])).toThrow(
      "forwardGradient: guess has a direction for 'another', which is not a variable to be trained.",
    );
    expect(() => run(() => [{ [x.name]: tf.ones([2]) }])).toThrow('jvp: vs[0] has shape [2], but xs[0] has [].');
    x.dispose();
  });
});

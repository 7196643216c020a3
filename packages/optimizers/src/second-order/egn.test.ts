import * as tf from '@tensorflow/tfjs';
import { inFloat64 } from '../fixtures/autodiff/float64.js';
import { explicitDirection, jacobianOf, relativeError, valuesOf, watchMemory } from '../fixtures/gauss-newton.js';
import { readEntries } from '../fixtures/reference-files.js';
import { type ConvexLoss, egn, type NamedLoss } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

const { layers } = tf;
const init = (seed: number) => tf.initializers.randomNormal({ stddev: 0.5, seed });
const dense = (units: number, activation?: 'tanh' | 'softmax' | 'sigmoid') =>
  layers.dense({ units, activation, kernelInitializer: init(units), biasInitializer: init(units + 1) });

function build(shape: number[], ...stack: tf.layers.Layer[]): tf.LayersModel {
  const input = tf.input({ shape });
  const output = stack.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, input);
  return tf.model({ inputs: input, outputs: output });
}

const mlp = (last: tf.layers.Layer) => ({
  model: build([3], dense(6, 'tanh'), last),
  x: tf.randomNormal([8, 3], 0, 1, 'float32', 1),
});
const convNet = (last: tf.layers.Layer) => {
  const conv = layers.conv2d({ filters: 3, kernelSize: 3, strides: 2, activation: 'tanh', kernelInitializer: init(5) });
  return {
    model: build([7, 7, 1], conv, layers.flatten(), last),
    x: tf.randomNormal([8, 7, 7, 1], 0, 1, 'float32', 1),
  };
};
const variablesOf = (model: tf.LayersModel) => model.trainableWeights.map((weight) => weight.read() as tf.Variable);

const samples = 8;
const softmaxRow = (row: number[]) => {
  const e = row.map(Math.exp);
  const sum = e.reduce((a, b) => a + b);
  return e.map((value) => value / sum);
};
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const eye = (c: number, scale: (k: number) => number) =>
  Array.from({ length: c }, (_, k) => Array.from({ length: c }, (_, l) => (k === l ? scale(k) : 0)));

/** Gradient and Hessian of each loss by the outputs, written out. */
const losses: Readonly<Record<NamedLoss | 'own', (z: number[], y: number[]) => { r: number[]; q: number[][] }>> = {
  meanSquaredError: (z, y) => ({
    r: z.map((value, k) => (2 * (value - y[k])) / (samples * z.length)),
    q: eye(z.length, () => 2 / (samples * z.length)),
  }),
  softmaxCrossEntropy: (z, y) => {
    const p = softmaxRow(z);
    return {
      r: p.map((value, k) => (value - y[k]) / samples),
      q: p.map((a, k) => p.map((b, l) => ((k === l ? a : 0) - a * b) / samples)),
    };
  },
  sigmoidCrossEntropy: (z, y) => ({
    r: z.map((value, k) => (sigmoid(value) - y[k]) / (samples * z.length)),
    q: eye(z.length, (k) => (sigmoid(z[k]) * (1 - sigmoid(z[k]))) / (samples * z.length)),
  }),
  /** Σ cosh(z − y) + (Σ_k z)² / 2, summed over samples: its Hessian is not diagonal. */
  own: (z, y) => {
    const sum = z.reduce((a, b) => a + b);
    return {
      r: z.map((value, k) => Math.sinh(value - y[k]) + sum),
      q: z.map((value, k) => z.map((_, l) => (k === l ? Math.cosh(value - y[k]) : 0) + 1)),
    };
  },
};
const cosh: ConvexLoss = (y, z) => {
  const e = tf.sub(z, y);
  const spread = tf.mul(0.5, tf.add(tf.exp(e), tf.exp(tf.neg(e))));
  return tf.add(tf.sum(spread), tf.mul(0.5, tf.sum(tf.square(tf.sum(z, 1)))));
};

const labels = (c: number) =>
  tf.tensor2d(Array.from({ length: samples }, (_, i) => Array.from({ length: c }, (_, k) => (i % c === k ? 1 : 0))));

function explicit(
  outputs: () => tf.Tensor2D,
  variables: tf.Variable[],
  y: tf.Tensor,
  loss: keyof typeof losses,
  damping: number,
) {
  const jacobian = jacobianOf(outputs, variables);
  const z = outputs().arraySync();
  const targets = y.arraySync() as number[][];
  const parts = z.map((row, i) => losses[loss](row, targets[i]));
  return explicitDirection(
    jacobian,
    parts.map(({ q }) => q),
    parts.flatMap(({ r }) => r),
    damping,
  );
}

describe.each([
  ['an MLP', mlp],
  ['a conv net', convNet],
] as const)('on %s', (_, make) => {
  test.each(Object.keys(losses) as (keyof typeof losses)[])(
    'the step is the damped Gauss-Newton direction of an explicit solution in float64: %s',
    (loss) => {
      const { model, x } = make(dense(3));
      const variables = variablesOf(model);
      const outputs = () => model.apply(x, { training: true }) as tf.Tensor2D;
      const y = loss === 'meanSquaredError' ? tf.randomNormal([samples, 3], 0, 1, 'float32', 7) : labels(3);
      for (const damping of [1, 0.01]) {
        for (const solver of ['cholesky', 'conjugateGradients'] as const) {
          const expected = explicit(outputs, variables, y, loss, damping);
          const before = valuesOf(variables);
          egn({ damping, solver }).minimizeResidual(outputs, y, loss === 'own' ? cosh : loss, variables);
          const step = valuesOf(variables).map((value, i) => value - before[i]);
          expect(relativeError(step, expected)).toBeLessThan(1e-4);
        }
      }
    },
  );

  test.each([
    ['meanSquaredError', undefined, 'meanSquaredError'],
    ['categoricalCrossentropy', 'softmax', 'softmaxCrossEntropy'],
    ['sparseCategoricalCrossentropy', 'softmax', 'softmaxCrossEntropy'],
    ['binaryCrossentropy', 'sigmoid', 'sigmoidCrossEntropy'],
    ['a function', undefined, 'own'],
  ] as const)('so it is in model.fit with %s', async (name, activation, loss) => {
    const { model, x } = make(dense(3, activation));
    const variables = variablesOf(model);
    const linked = model.layers.at(-1)!;
    const logits = tf.model({
      inputs: model.inputs,
      outputs: layers.activation({ activation: 'linear' }).apply(model.layers.at(-2)!.output) as tf.SymbolicTensor,
    });
    const outputs = () =>
      tf.add(
        tf.matMul(logits.apply(x) as tf.Tensor2D, linked.weights[0].read() as tf.Tensor2D),
        linked.weights[1].read(),
      ) as tf.Tensor2D;
    const y = labels(3);
    const targets = name === 'sparseCategoricalCrossentropy' ? tf.expandDims(tf.argMax(y, 1), 1).toFloat() : y;
    const optimizer = egn({ damping: 0.1 }).attach(model);
    model.compile({ optimizer, loss: name === 'a function' ? (cosh as never) : name });
    const expected = explicit(outputs, variables, y, loss, 0.1);
    const before = valuesOf(variables);
    await model.fit(x, targets, { batchSize: samples, epochs: 1, shuffle: false });
    const step = valuesOf(variables).map((value, i) => value - before[i]);
    expect(relativeError(step, expected)).toBeLessThan(1e-4);
  });
});

test('one step with hardly any damping solves linear least squares, and with none', async () => {
  const x = tf.randomNormal([20, 3], 0, 1, 'float32', 1) as tf.Tensor2D;
  const exact = tf.tensor2d([1, -2, 0.5], [3, 1]);
  const y = tf.add(tf.matMul(x, exact), 0.7);
  for (const damping of [1e-6, 0]) {
    const model = build([3], dense(1));
    model.compile({ optimizer: egn({ damping }).attach(model), loss: 'meanSquaredError' });
    await model.fit(x, y, { batchSize: 20, epochs: 1 });
    expect(relativeError(valuesOf(variablesOf(model)), [1, -2, 0.5, 0.7])).toBeLessThan(1e-5);
  }
});

test.each([
  {},
  { momentum: 0.9, adaptiveDamping: true },
  { lineSearch: true },
  { solver: 'conjugateGradients' },
] as const)('of a dense network model.fit never has anything of the size of its Jacobian, with %p', async (options) => {
  const [batchSize, outputs] = [16, 10];
  const model = build([50], dense(100, 'tanh'), dense(75, 'tanh'), dense(outputs));
  const parameters = model.countParams(); // J has 160 times as many
  model.compile({ optimizer: egn(options).attach(model), loss: 'meanSquaredError' });
  const [x, y] = [50, outputs].map((width) => tf.randomNormal([2 * batchSize, width], 0, 1, 'float32', width));
  const { sizes, peak } = await watchMemory(() => model.fit(x, y, { batchSize, epochs: 1, shuffle: false }));
  expect(Math.max(...sizes)).toBeLessThanOrEqual((batchSize * outputs) ** 2); // the system's matrix
  // copies of all parameters (momentum, the way back, conjugate gradients), and the batch's activations for each output
  expect(peak).toBeLessThan(4 * (12 * parameters + 4 * batchSize * outputs * (50 + 100 + 75 + outputs)));
});

describe('conjugate gradients', () => {
  const large = (hidden = 8) => {
    const x = tf.randomNormal([520, 3], 0, 1, 'float32', 1) as tf.Tensor2D;
    const model = build([3], dense(hidden, 'tanh'), dense(1));
    return { x, y: tf.tidy(() => tf.sin(tf.sum(x, 1, true))), model, variables: variablesOf(model) };
  };

  test.each([1, 0.1, 0.001])(
    'take over in large batches: the direction is that of an explicit solution, with damping %p',
    (damping) => {
      const { x, y, model, variables } = large();
      const outputs = () => model.apply(x) as tf.Tensor2D;
      const z = outputs().dataSync();
      const expected = explicitDirection(
        jacobianOf(outputs, variables),
        Array.from(z, () => [[2 / z.length]]),
        Array.from(y.dataSync(), (target, i) => (2 / z.length) * (z[i] - target)),
        damping,
      );
      const before = valuesOf(variables);
      const optimizer = egn({ damping });
      optimizer.minimizeResidual(outputs, y, 'meanSquaredError', variables);
      const step = valuesOf(variables).map((value, i) => value - before[i]);
      expect(relativeError(step, expected)).toBeLessThan(1e-4);
      expect(optimizer.report?.iterations).toBeGreaterThan(1);
    },
  );

  test.each([8, 140])('make no matrix in the size of the batch, with %p hidden units', async (hidden) => {
    const { x, y, model, variables } = large(hidden);
    const { sizes } = await watchMemory(() => {
      egn()
        .minimizeResidual(() => model.apply(x) as tf.Tensor2D, y, 'meanSquaredError', variables)
        .dispose();
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(520 * hidden);
  });

  test('find the shortest solution of a singular system, and are not misled by variables without effect', () => {
    const [w, idle] = [tf.variable(tf.tensor2d([[0], [0], [0]])), tf.variable(tf.scalar(1))];
    const x = tf.tensor2d([
      [1, 2, 0],
      [0, 1, 1],
    ]);
    const y = tf.tensor2d([[3], [3]]);
    const optimizer = egn({ damping: 0, solver: 'conjugateGradients' });
    optimizer.minimizeResidual(() => tf.matMul(x, w as unknown as tf.Tensor2D), y, 'meanSquaredError', [idle, w]);
    // X' (X X')⁻¹ y, with X X' = [5 2; 2 2]
    expect(relativeError(valuesOf([w]), [0, 1.5, 1.5])).toBeLessThan(1e-5);
    expect(idle.dataSync()[0]).toBe(1);
  });
});

/** r = (10 (x1 − x0²), 1 − x0), as two samples with one output. */
const rosenbrock = (x: tf.Variable) => {
  const [a, b] = tf.unstack(x);
  return tf.stack([tf.mul(10, tf.sub(b, tf.square(a))), tf.sub(1, a)]).reshape([2, 1]) as tf.Tensor2D;
};

/** The reference's loss is half of meanSquaredError, so its damping is half as large. */
test.each(readEntries('egn').map((entry) => [JSON.stringify(entry.hyperparameters), entry] as const))(
  'follows its reference in float64: %s',
  (_, { hyperparameters, x0, checkpoints, float64_sensitivity: sensitivity }) => {
    inFloat64(() => {
      const {
        learning_rate: rate,
        lam0,
        lam_policy: policy,
        direction_momentum: beta,
      } = hyperparameters as Record<string, number & string>;
      const x = tf.variable(tf.tensor1d(x0));
      // theirs is m ← β m + d; ours is divided by the sum of the weights
      const learningRate = beta ? (step: number) => (rate * (1 - beta ** step)) / (1 - beta) : rate;
      const adaptiveDamping = policy === 'trust_region';
      const optimizer = egn({
        learningRate,
        damping: 2 * lam0,
        momentum: beta ?? 0,
        adaptiveDamping,
        rejection: false,
      });
      const targets = tf.zeros([2, 1]);
      for (let step = 1; step <= 200; step++) {
        optimizer.minimizeResidual(() => rosenbrock(x), targets, 'meanSquaredError', [x]).dispose();
        const checkpoint = checkpoints.find((one) => one.step === step);
        x.dataSync().forEach((value, i) => {
          if (!checkpoint) return;
          const excess =
            Math.abs(value - checkpoint.x[i]) -
            1e-9 * (1 + Math.abs(value)) -
            100 * (sensitivity[step] ?? Number.POSITIVE_INFINITY);
          expect(excess).toBeLessThanOrEqual(0);
        });
      }
      tf.dispose([x, targets]);
      optimizer.dispose();
    });
  },
);

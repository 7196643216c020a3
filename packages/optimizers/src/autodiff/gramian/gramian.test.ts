import * as tf from '@tensorflow/tfjs';
import { jacobianOf, watchMemory } from '../../fixtures/gauss-newton.js';
import { gramian } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

const seeded = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);
const init = (seed: number) => tf.initializers.randomNormal({ stddev: 0.5, seed });
const { layers } = tf;

interface Case {
  readonly model: tf.LayersModel;
  readonly x: tf.Tensor;
}

const sequential = (x: tf.Tensor, ...stack: tf.layers.Layer[]): Case => {
  const input = tf.input({ shape: x.shape.slice(1), dtype: x.dtype });
  const output = stack.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, input);
  return { model: tf.model({ inputs: input, outputs: output }), x };
};

const dense = (units: number, activation?: 'tanh' | 'relu', seed = units) =>
  layers.dense({ units, activation, kernelInitializer: init(seed), biasInitializer: init(seed + 1) });
const conv = (filters: number, options: object = {}) =>
  layers.conv2d({
    filters,
    kernelSize: 3,
    activation: 'tanh',
    kernelInitializer: init(filters),
    biasInitializer: init(filters + 1),
    ...options,
  });

function twice(): Case {
  const shared = dense(3, 'tanh');
  const input = tf.input({ shape: [3] });
  const output = dense(2).apply(shared.apply(shared.apply(input))) as tf.SymbolicTensor;
  return { model: tf.model({ inputs: input, outputs: output }), x: seeded([5, 3], 1) };
}

const cases: Readonly<Record<string, () => Case>> = {
  'dense, tanh and relu': () => sequential(seeded([6, 4], 1), dense(5, 'tanh'), dense(4, 'relu'), dense(3)),
  'one linear layer, one sample': () => sequential(seeded([1, 4], 1), dense(2)),
  'no biases': () =>
    sequential(seeded([4, 3], 1), layers.dense({ units: 2, useBias: false, kernelInitializer: init(1) })),
  'dense over a sequence': () => sequential(seeded([4, 3, 2], 1), dense(3, 'tanh'), layers.flatten(), dense(2)),
  'dense over a sequence, wide enough for products of positions': () =>
    sequential(seeded([3, 2, 16], 1), dense(16, 'tanh'), layers.flatten(), dense(2)),
  convolution: () =>
    sequential(seeded([3, 6, 6, 2], 1), conv(3), conv(2, { padding: 'same' }), layers.flatten(), dense(2)),
  'convolution, linear': () =>
    sequential(seeded([3, 5, 5, 2], 1), conv(3, { activation: 'linear' }), conv(2), layers.flatten(), dense(2)),
  'convolution, strided': () =>
    sequential(
      seeded([3, 7, 7, 2], 1),
      conv(3, { strides: 2 }),
      conv(2, { padding: 'same', strides: 2 }),
      layers.flatten(),
      dense(2),
    ),
  'convolution, dilated': () =>
    sequential(
      seeded([3, 9, 9, 1], 1),
      conv(3, { dilationRate: 2 }),
      conv(2, { dilationRate: 2, padding: 'same', activation: 'linear' }),
      layers.flatten(),
      dense(2),
    ),
  'pooling between': () =>
    sequential(seeded([3, 6, 6, 1], 1), conv(3), layers.maxPooling2d({}), layers.globalAveragePooling2d({}), dense(2)),
  'depthwise and separable': () =>
    sequential(
      seeded([3, 6, 6, 2], 1),
      layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, depthwiseInitializer: init(3), activation: 'tanh' }),
      layers.separableConv2d({
        filters: 3,
        kernelSize: 2,
        depthwiseInitializer: init(4),
        pointwiseInitializer: init(5),
      }),
      layers.flatten(),
      dense(2),
    ),
  'depthwise, to one place': () =>
    sequential(
      seeded([4, 3, 3, 2], 1),
      layers.depthwiseConv2d({ kernelSize: 3, depthwiseInitializer: init(3), activation: 'tanh' }),
      layers.flatten(),
      dense(2),
    ),
  conv1d: () =>
    sequential(
      seeded([3, 8, 2], 1),
      layers.conv1d({ filters: 3, kernelSize: 3, activation: 'tanh', kernelInitializer: init(2) }),
      layers.globalMaxPooling1d(),
      dense(2),
    ),
  embedding: () =>
    sequential(
      tf.tensor2d(
        [
          [1, 2, 1],
          [0, 4, 2],
          [1, 1, 1],
        ],
        undefined,
        'int32',
      ),
      layers.embedding({ inputDim: 6, outputDim: 3, embeddingsInitializer: init(3) }),
      layers.flatten(),
      dense(2, undefined, 4),
    ),
  'embedding of one word, one output': () =>
    sequential(
      tf.tensor2d([[2], [2]], undefined, 'int32'),
      layers.embedding({ inputDim: 6, outputDim: 3, embeddingsInitializer: init(3) }),
      layers.flatten(),
      dense(1),
    ),
  'layer normalization': () =>
    sequential(
      seeded([4, 3], 1),
      dense(4, 'tanh'),
      layers.layerNormalization({ gammaInitializer: init(2), betaInitializer: init(3) }),
      dense(2),
    ),
  lstm: () =>
    sequential(
      seeded([3, 4, 2], 1),
      layers.lstm({ units: 3, kernelInitializer: init(1), recurrentInitializer: init(2) }),
      dense(2),
    ),
  'stacked gru': () =>
    sequential(
      seeded([3, 4, 2], 1),
      layers.gru({ units: 3, returnSequences: true, kernelInitializer: init(1), recurrentInitializer: init(2) }),
      layers.gru({ units: 2, kernelInitializer: init(3), recurrentInitializer: init(4) }),
      dense(2),
    ),
  'prelu, and dropout': () =>
    sequential(
      seeded([4, 3], 1),
      dense(4),
      layers.prelu({ alphaInitializer: init(3) }),
      layers.dropout({ rate: 0.5, seed: 1 }),
      dense(2),
    ),
  'a layer used twice': twice,
};

/** tfjs cuts the recurrent weights of a GRU, for which there is no rule. */
const byRows = ['stacked gru'];

/** Counts the kernels that relu takes on a way back. */
function profiled<T>(run: () => T): { found: T; waysBack: number } {
  const engine = tf.engine();
  const { runKernel } = engine;
  let waysBack = 0;
  engine.runKernel = (kernel, ...rest) => {
    if (kernel === 'Step') waysBack++;
    return runKernel.call(engine, kernel, ...rest) as never;
  };
  try {
    return { found: run(), waysBack };
  } finally {
    engine.runKernel = runKernel;
  }
}

const inner = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
const largest = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs));

test.each(Object.entries(cases))("%s: J J', J v and J' u are those of the explicit Jacobian", (name, make) => {
  const { model, x } = make();
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  // relu(z) - relu(-z) is z, and takes two kernels Step on each way back
  const outputs = () => {
    const z = model.apply(x, { training: true }) as tf.Tensor2D;
    return tf.sub(tf.relu(z), tf.relu(tf.neg(z))) as tf.Tensor2D;
  };
  const before = tf.memory().numTensors;
  const jacobian = jacobianOf(outputs, variables);
  const { found, waysBack } = profiled(() => gramian(outputs, variables));
  const [samples, width] = found.outputs.shape;
  const own = model.layers.filter(
    (layer) => (layer as { activation?: object }).activation?.constructor.name === 'Relu',
  );
  const rows = byRows.includes(name) ? samples * width : 0;
  expect(waysBack).toBeLessThanOrEqual((2 + own.length) * (width + (samples > 1 ? 1 : 0) + rows));

  const gram = jacobian.flatMap((a) => jacobian.map((b) => inner(a, b)));
  const error = largest(gram.map((value, i) => value - found.gram()[i])) / largest(gram);
  expect(error).toBeLessThan(2e-6);

  const vs = variables.map(({ shape }, i) => seeded(shape, 10 + i));
  const flat = vs.flatMap((v) => Array.from(v.dataSync()));
  const product = found.product(vs);
  const expected = jacobian.map((row) => inner(row, flat));
  expect(largest(expected.map((value, i) => value - product.dataSync()[i])) / largest(expected)).toBeLessThan(2e-6);

  const u = seeded(found.outputs.shape, 9) as tf.Tensor2D;
  const transposed = found.transposedProduct(u);
  const back = transposed.flatMap((tensor, i) => Array.from((tensor ?? tf.zerosLike(variables[i])).dataSync()));
  const wanted = jacobian[0].map((_, column) =>
    inner(
      jacobian.map((row) => row[column]),
      Array.from(u.dataSync()),
    ),
  );
  expect(largest(wanted.map((value, i) => value - back[i])) / largest(wanted)).toBeLessThan(2e-6);

  found.dispose();
  tf.dispose([found.outputs, product, u, ...vs, ...transposed.filter((tensor) => tensor !== null)]);
  expect(tf.memory().numTensors).toBe(before);
  model.dispose();
  x.dispose();
});

const variable = (shape: number[], seed: number) => tf.variable(seeded(shape, seed));

test.each<[string, (w: tf.Variable, x: tf.Tensor2D) => tf.Tensor]>([
  [
    'as its own transpose',
    (w, x) => tf.matMul(tf.tanh(tf.matMul(x, w as unknown as tf.Tensor2D)), w as unknown as tf.Tensor2D, false, true),
  ],
  ['from the left', (w, x) => tf.matMul(x, tf.matMul(w as unknown as tf.Tensor2D, tf.ones([3, 2])))],
  ['by elements', (w, x) => tf.mul(x, tf.sin(tf.slice(w, [1, 0], [1, 3])))],
  ['twice in one operation', (w, x) => tf.matMul(x, tf.sub(tf.square(w), tf.mul(w, w).mul(3)) as tf.Tensor2D)],
])('a variable that is used %s has its rows of J computed', (_, f) => {
  const w = variable([3, 3], 4);
  const x = seeded([4, 3], 5) as tf.Tensor2D;
  const outputs = () => f(w, x) as tf.Tensor2D;
  const jacobian = jacobianOf(outputs, [w]);
  const found = gramian(outputs, [w]);
  const gram = jacobian.flatMap((a) => jacobian.map((b) => inner(a, b)));
  expect(largest(gram.map((value, i) => value - found.gram()[i])) / largest(gram)).toBeLessThan(2e-6);
  found.dispose();
  tf.dispose([w, x, found.outputs]);
});

test('variables that are left out, or that the outputs do not depend on, do not count', () => {
  const { model, x } = cases['dense, tanh and relu']();
  const all = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const apart = variable([2], 1);
  const outputs = () => model.apply(x) as tf.Tensor2D;
  const found = gramian(outputs, [all[2], apart]);
  const jacobian = jacobianOf(outputs, [all[2]]);
  const gram = jacobian.flatMap((a) => jacobian.map((b) => inner(a, b)));
  expect(largest(gram.map((value, i) => value - found.gram()[i])) / largest(gram)).toBeLessThan(2e-6);
  expect(found.transposedProduct(tf.ones([6, 3]))[1]).toBeNull();
});

test('batch normalization in training mode is refused by the name of its layer; with moving statistics it is not', () => {
  const x = seeded([4, 3], 1);
  const { model } = sequential(x, dense(3), layers.batchNormalization({ name: 'norm' }), dense(2));
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const before = tf.memory().numTensors;
  expect(() => gramian(() => model.apply(x, { training: true }) as tf.Tensor2D, variables)).toThrow(
    "batch normalization in training mode mixes them: replace the layer 'norm'",
  );
  expect(tf.memory().numTensors).toBe(before);
  const outputs = () => model.apply(x) as tf.Tensor2D;
  const jacobian = jacobianOf(outputs, variables);
  const gram = jacobian.flatMap((a) => jacobian.map((b) => inner(a, b)));
  const { found } = profiled(() => gramian(outputs, variables));
  expect(largest(gram.map((value, i) => value - found.gram()[i])) / largest(gram)).toBeLessThan(2e-6);
});

test('samples that another way mixes are refused by the name of the variable', () => {
  const w = tf.variable(seeded([3, 2], 1), true, 'mixed');
  const x = seeded([4, 3], 1) as tf.Tensor2D;
  const mixing = () => tf.cumsum(tf.matMul(x, w as unknown as tf.Tensor2D), 0) as tf.Tensor2D;
  expect(() => gramian(mixing, [w])).toThrow("the way from one sample's outputs to 'mixed' leads over others");
  w.dispose();
});

test('outputs of another shape, and a run inside tf.grad, are refused', () => {
  const w = variable([3], 1);
  expect(() => gramian(() => tf.square(w) as never, [w])).toThrow('the outputs have shape [3], but must have two axes');
  const nested = tf.grad((x) => tf.tensor(gramian(() => tf.mul(w, x) as never, [w]).gram()));
  expect(() => nested(tf.scalar(1))).toThrow('inside tf.grad');
});

test('a layer’s kernel and bias have one product of derivatives', async () => {
  const { model, x } = sequential(seeded([7, 4], 1), dense(5, 'tanh'), dense(4), dense(3));
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const { outputs, gram, dispose } = gramian(() => model.apply(x) as tf.Tensor2D, variables);
  const { sizes } = await watchMemory(gram);
  const products = sizes.filter((size) => size === outputs.size ** 2);
  expect(products).toHaveLength(3);
  dispose();
});

test('of a dense network nothing of the size of J is ever there', async () => {
  const x = seeded([16, 100], 1);
  const { model } = sequential(x, dense(200, 'tanh'), dense(150, 'relu'), dense(3));
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const parameters = variables.reduce((sum, { size }) => sum + size, 0);
  const { sizes } = await watchMemory(() => {
    const { outputs, product, transposedProduct, gram, dispose } = gramian(
      () => model.apply(x) as tf.Tensor2D,
      variables,
    );
    gram();
    product(transposedProduct(outputs));
    dispose();
  });
  // weights and their gradients are the largest, then activations of a batch, for each output
  expect(Math.max(...sizes)).toBe(200 * 150);
  expect(16 * 3 * parameters).toBeGreaterThan(60 * 200 * 150);
});

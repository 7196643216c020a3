import * as tf from '@tensorflow/tfjs';
import { gramian, jvp, valueGradHvp } from '../autodiff/index.js';
import { onEachBackend } from '../fixtures/backends.js';
import { adam } from '../index.js';
import { registerTrainingKernels, unregisterTrainingKernels } from './index.js';

afterEach(unregisterTrainingKernels);

const noise = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);
const glorot = (seed: number) => tf.initializers.glorotUniform({ seed });

/** With a convolution, a depthwise one, pools, and dense layers. */
const convNet = () =>
  tf.sequential({
    layers: [
      tf.layers.conv2d({
        filters: 4,
        kernelSize: 3,
        inputShape: [8, 8, 1],
        activation: 'tanh',
        kernelInitializer: glorot(1),
      }),
      tf.layers.separableConv2d({
        filters: 4,
        kernelSize: 3,
        padding: 'same',
        depthwiseInitializer: glorot(2),
        pointwiseInitializer: glorot(3),
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.averagePooling2d({ poolSize: 3, strides: 1, padding: 'same' }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 2, kernelInitializer: glorot(4) }),
    ],
  });

const embedding = () =>
  tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: 20,
        outputDim: 6,
        inputLength: 4,
        embeddingsInitializer: tf.initializers.randomUniform({ minval: -1, maxval: 1, seed: 1 }),
      }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 2, kernelInitializer: glorot(2) }),
    ],
  });

const recurrent = () =>
  tf.sequential({
    layers: [
      tf.layers.lstm({
        units: 5,
        inputShape: [6, 3],
        kernelInitializer: glorot(1),
        recurrentInitializer: glorot(2),
      }),
      tf.layers.dense({ units: 2, kernelInitializer: glorot(3) }),
    ],
  });

const models: Record<string, [build: () => tf.Sequential, input: () => tf.Tensor]> = {
  'a conv net': [convNet, () => noise([16, 8, 8, 1], 5)],
  'an embedding': [embedding, () => tf.randomUniform([16, 4], 0, 20, 'int32', 6)],
  'an LSTM': [recurrent, () => noise([16, 6, 3], 7)],
};

/** The losses of a few epochs, after which no tensor is left. */
async function train([build, input]: (typeof models)[string]): Promise<number[]> {
  const { numTensors } = tf.memory();
  const [model, x, y] = [build(), input(), noise([16, 2], 8)];
  const optimizer = adam({ learningRate: 0.01 });
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const { history } = await model.fit(x, y, { epochs: 8, batchSize: 8, shuffle: false, verbose: 0 });
  optimizer.dispose();
  model.dispose();
  tf.dispose([x, y]);
  expect(tf.memory().numTensors).toBe(numTensors);
  return history.loss as number[];
}

test.each(Object.entries(models))('%s trains on cpu and wasm as with the own kernels of cpu', async (_name, model) => {
  await tf.setBackend('cpu');
  const expected = await train(model);
  expect(expected.at(-1)).toBeLessThan(expected[0]);
  registerTrainingKernels();
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    const losses = await train(model);
    losses.forEach((loss, epoch) => {
      expect(loss).toBeCloseTo(expected[epoch], 4);
    });
  }
});

/** Values, gradients, a Hessian-vector product, a directional derivative and a Gram matrix of a small net. */
function derivatives(): number[][] {
  const variables = [noise([4, 6], 1), noise([6], 2), noise([6, 2], 3)].map((start) => tf.variable(start));
  const [x, [w, bias, out]] = [
    noise([5, 4], 4),
    variables as [tf.Variable<tf.Rank.R2>, tf.Variable, tf.Variable<tf.Rank.R2>],
  ];
  const outputs = () => tf.matMul(tf.tanh(tf.add(tf.matMul(x, w), bias)), out) as tf.Tensor2D;
  const loss = () => tf.mean(tf.square(outputs())) as tf.Scalar;
  const along = variables.map(({ shape }, i) => noise(shape, 10 + i));
  const { grads, hvps, directional } = valueGradHvp(loss, variables, along);
  const { tangent } = jvp(loss, variables, along);
  const gram = gramian(outputs, variables);
  const read = (tensors: readonly (tf.Tensor | null)[]) => tensors.flatMap((tensor) => Array.from(tensor!.dataSync()));
  const results = [read(grads), read(hvps), read([directional, tangent]), Array.from(gram.gram())];
  gram.dispose();
  tf.dispose(variables);
  return results;
}

onEachBackend((backend) => {
  test('derivatives of all kinds are as with the own kernels', () => {
    const expected = tf.tidy(() => ({ of: derivatives() as unknown as tf.TensorContainer }))
      .of as unknown as number[][];
    registerTrainingKernels();
    const found = tf.tidy(() => ({ of: derivatives() as unknown as tf.TensorContainer })).of as unknown as number[][];
    found.forEach((numbers, which) => {
      const scale = Math.max(...expected[which].map(Math.abs));
      numbers.forEach((value, i) => {
        expect(Math.abs(value - expected[which][i])).toBeLessThanOrEqual(1e-5 * scale);
      });
    });
  });

  test('tf.profile names the kernels', async () => {
    registerTrainingKernels();
    const { kernels } = await tf.profile(() => tf.tidy(() => void tf.matMul(tf.ones([3, 4]), tf.ones([4, 5]))));
    expect(kernels.map(({ name }) => name)).toContain('BatchMatMul');
  });

  test('undone, every kernel is tfjs’s own again', () => {
    const before = tf.getKernelsForBackend(backend);
    const { [backend as 'cpu' | 'wasm']: names } = registerTrainingKernels();
    expect(names.length).toBeGreaterThan(10);
    expect(registerTrainingKernels()[backend as 'cpu' | 'wasm']).toEqual(names);
    for (const name of names) expect(before).not.toContain(tf.getKernel(name, backend));
    unregisterTrainingKernels();
    expect(new Set(tf.getKernelsForBackend(backend))).toEqual(new Set(before));
    for (const kernel of before) expect(tf.getKernel(kernel.kernelName, backend)).toBe(kernel);
  });
});

test('only the backends that are asked for get them', () => {
  expect(registerTrainingKernels(['wasm']).cpu).toEqual([]);
});

test('tensors come along when the backend changes in the middle', async () => {
  registerTrainingKernels();
  const [a, b] = [noise([3, 4], 1), noise([4, 5], 2)];
  const expected = tf.matMul(a, b);
  await tf.setBackend(tf.getBackend() === 'cpu' ? 'wasm' : 'cpu');
  const found = tf.matMul(a, b);
  const [one, other] = [expected.dataSync(), found.dataSync()];
  for (const [i, value] of one.entries()) expect(other[i]).toBeCloseTo(value, 5);
  tf.dispose([a, b, expected, found]);
});

test('the heap of wasm does not grow', async () => {
  await tf.setBackend('wasm');
  registerTrainingKernels();
  const { wasm } = tf.backend() as tf.KernelBackend & { wasm: { HEAPU8: Uint8Array } };
  const [x, filter] = [noise([8, 32, 32, 8], 1), noise([3, 3, 8, 16], 2)] as tf.Tensor4D[];
  const step = () =>
    tf.dispose(
      tf.grads((x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'))([x, filter]),
    );
  for (let i = 0; i < 5; i++) step();
  const before = wasm.HEAPU8.length;
  for (let i = 0; i < 60; i++) step(); // of 5 MB each
  expect(wasm.HEAPU8.length).toBe(before);
  tf.dispose([x, filter]);
});

test('where WebAssembly cannot be compiled, nothing is registered', () => {
  const { Module } = WebAssembly;
  WebAssembly.Module = class {
    constructor() {
      throw new WebAssembly.CompileError('refused by the policy');
    }
  } as unknown as typeof Module;
  try {
    expect(registerTrainingKernels()).toEqual({ cpu: [], wasm: [] });
  } finally {
    WebAssembly.Module = Module;
  }
});

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { adam } from '../index.js';
import { registerWasmTrainingKernels } from './index.js';

registerWasmTrainingKernels();

const noise = (shape: number[], seed: number) => {
  const size = tf.util.sizeFromShape(shape);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => Math.sin(12.9898 * (i + 1) * seed + 0.7391 * (i + 1) ** 2)),
    shape,
  );
};

/** Runs the same on cpu, the reference, and on wasm. */
async function onBoth(run: () => tf.Tensor[]): Promise<[cpu: number[], wasm: number[]]> {
  const read = async (backend: string) => {
    await tf.setBackend(backend);
    const { numTensors } = tf.memory();
    const results = tf.tidy(run);
    const numbers = results.flatMap((tensor) => [...tensor.shape, ...tensor.dataSync()]);
    tf.dispose(results);
    expect(tf.memory().numTensors).toBe(numTensors);
    return numbers;
  };
  return [await read('cpu'), await read('wasm')];
}

function expectClose([cpu, wasm]: [number[], number[]]): void {
  expect(wasm).toHaveLength(cpu.length);
  wasm.forEach((value, i) => {
    expect(Math.abs(value - cpu[i])).toBeLessThanOrEqual(2e-5 * (1 + Math.abs(cpu[i])));
  });
}

const geometries = [1, 2, 3].flatMap((stride) =>
  (['same', 'valid', 1] as const).flatMap((pad) => [3, 2].map((size) => [stride, pad, size] as const)),
);

test.each(geometries)('conv2d by filter: stride %d, pad %s, size %d', async (stride, pad, size) => {
  const run = () => {
    const [x, filter] = [noise([2, 7, 8, 3], 1), noise([size, size, 3, 4], 2)];
    const loss = (w: tf.Tensor) => {
      const y = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad, 'NHWC', 1, pad === 1 ? 'floor' : undefined);
      return tf.sum(tf.mul(y, noise(y.shape, 3)));
    };
    return [tf.grad(loss)(filter)];
  };
  expectClose(await onBoth(run));
});

test.each(geometries)('depthwiseConv2d by input and filter: stride %d, pad %s, size %d', async (stride, pad, size) => {
  const run = () => {
    const [x, filter] = [noise([2, 7, 8, 3], 1), noise([size, size, 3, 2], 2)];
    const loss = (input: tf.Tensor, w: tf.Tensor) => {
      const y = tf.depthwiseConv2d(
        input as tf.Tensor4D,
        w as tf.Tensor4D,
        stride,
        pad,
        'NHWC',
        1,
        pad === 1 ? 'floor' : undefined,
      );
      return tf.sum(tf.mul(y, noise(y.shape, 3)));
    };
    return tf.grads(loss)([x, filter]);
  };
  expectClose(await onBoth(run));
});

test.each([[[4]], [[2, 3]]])('gather by its table, indices of shape %j with repetitions', async (shape) => {
  const run = () => {
    const indices = tf.tensor(
      Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => (3 * i) % 4),
      shape,
      'int32',
    );
    const loss = (table: tf.Tensor) => {
      const y = tf.gather(table, indices);
      return tf.sum(tf.mul(y, noise(y.shape, 3)));
    };
    return [tf.grad(loss)(noise([6, 5], 1))];
  };
  expectClose(await onBoth(run));
});

test.each<[string, () => tf.Sequential, () => tf.Tensor]>([
  [
    'a conv net',
    () =>
      tf.sequential({
        layers: [
          tf.layers.conv2d({
            filters: 4,
            kernelSize: 3,
            inputShape: [8, 8, 1],
            activation: 'tanh',
            kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
          }),
          tf.layers.separableConv2d({
            filters: 4,
            kernelSize: 3,
            padding: 'same',
            depthwiseInitializer: tf.initializers.glorotUniform({ seed: 2 }),
            pointwiseInitializer: tf.initializers.glorotUniform({ seed: 3 }),
          }),
          tf.layers.averagePooling2d({ poolSize: 2 }), // tfjs breaks ties of maxPooling otherwise on wasm
          tf.layers.flatten(),
          tf.layers.dense({ units: 2, kernelInitializer: tf.initializers.glorotUniform({ seed: 4 }) }),
        ],
      }),
    () => noise([16, 8, 8, 1], 5),
  ],
  [
    'an embedding',
    () =>
      tf.sequential({
        layers: [
          tf.layers.embedding({
            inputDim: 20,
            outputDim: 6,
            inputLength: 4,
            embeddingsInitializer: tf.initializers.randomUniform({ minval: -1, maxval: 1, seed: 1 }),
          }),
          tf.layers.flatten(),
          tf.layers.dense({ units: 2, kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) }),
        ],
      }),
    () =>
      tf.tensor(
        Array.from({ length: 64 }, (_, i) => (7 * i) % 20),
        [16, 4],
        'int32',
      ),
  ],
])('%s trains on wasm as on cpu', async (_name, build, input) => {
  const losses = async (backend: string) => {
    await tf.setBackend(backend);
    const model = build();
    model.compile({ optimizer: adam({ learningRate: 0.01 }), loss: 'meanSquaredError' });
    const { history } = await model.fit(input(), noise([16, 2], 7), {
      epochs: 10,
      batchSize: 8,
      shuffle: false,
      verbose: 0,
    });
    return history.loss as number[];
  };
  const [cpu, wasm] = [await losses('cpu'), await losses('wasm')];
  expect(wasm.at(-1)).toBeLessThan(wasm[0]);
  wasm.forEach((loss, epoch) => {
    expect(loss).toBeCloseTo(cpu[epoch], 4);
  });
});

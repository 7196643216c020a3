/// <reference types="@webgpu/types" />
// What runs in the browser: the conformance contract on each backend, and what only a browser can show. Called by ../../browser.test.ts.
import * as tf from '@tensorflow/tfjs';
import { adam } from '../../index.js';
import { type CheckName, conformance } from '../../testing/index.js';
import { everyOptimizer } from '../every-optimizer.js';
import { exceptionsOf } from '../exceptions.js';
import { machine } from './machine.js';

/** Asks one optimizer one thing of the contract; throws where it does not keep to it. */
async function keeps(optimizer: string, name: CheckName): Promise<void> {
  const checks = conformance(everyOptimizer[optimizer], { exceptions: exceptionsOf(optimizer, tf.getBackend()) });
  await checks.find((check) => check.name === name)!.run();
}

/** Where adam brings a variable whose gradient lies in memory in some way, and where one whose gradient is as it is made. */
async function compareLayouts(): Promise<Record<string, [laidOut: number[], plain: number[]]>> {
  const source = tf.mul(
    tf.tensor(
      Float32Array.from({ length: 120 }, (_, i) => Math.sin(i + 1)),
      [6, 5, 4],
    ),
    2,
  );
  const layouts = {
    operation: source,
    slice: tf.slice(source, [1, 0, 0], [3, 5, 4]),
    sliceOfSum: tf.slice(tf.sum(source, 1), [1, 0], [3, 4]),
    reshape: tf.reshape(source, [5, 24]),
    flattened: tf.reshape(source, [120]),
    transposed: tf.transpose(source, [2, 0, 1]),
    sum: tf.sum(source, 1),
    filled: tf.fill([7, 3], 0.25),
  };
  const results: Record<string, [number[], number[]]> = {};
  for (const [name, laidOut] of Object.entries(layouts)) {
    const plain = tf.tensor(await laidOut.data(), laidOut.shape);
    const ends = [laidOut, plain].map((grad) => {
      const x = tf.variable(tf.zeros(grad.shape));
      const optimizer = adam({ learningRate: 0.1 });
      for (let step = 0; step < 2; step++) optimizer.applyGradients({ [x.name]: grad });
      return x;
    });
    results[name] = [[...(await ends[0].data())], [...(await ends[1].data())]];
  }
  return results;
}

/** Trains on a loss whose gradients are small, on textures of half precision. */
async function trainInHalfPrecision(): Promise<{ warnings: string[]; x: number[] }> {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (message) => warnings.push(message);
  tf.env().set('WEBGL_FORCE_F16_TEXTURES', true);
  await machine.start('webgl');
  const x = tf.variable(tf.tensor1d([1, -1, 0.5]));
  const optimizer = adam({ learningRate: 0.01 });
  for (let step = 0; step < 30; step++) optimizer.minimize(() => tf.mul(tf.sum(tf.square(x)), 1e-4).asScalar());
  console.warn = warn;
  return { warnings, x: [...(await x.data())] };
}

/** Whether WebAssembly may be compiled, and where adam brings 1 in three steps of 0.1 on cpu. */
async function trainOnCpu(): Promise<{ kernels: string[]; x: number }> {
  await machine.start('cpu');
  const x = tf.variable(tf.scalar(1));
  const optimizer = adam({ learningRate: 0.1 });
  const step = () => optimizer.applyGradients({ [x.name]: tf.scalar(1) });
  const { kernels } = await tf.profile(step);
  step();
  step();
  return { kernels: kernels.map(({ name }) => name), x: (await x.data())[0] };
}

/** Losses of a small conv net in model.fit: with our Adam, and with tf's, whose epsilon is made the same. */
async function fitConvNet(): Promise<[ours: number[], theirs: number[]]> {
  const noise = (shape: number[], seed: number) => tf.tensor(wave(tf.util.sizeFromShape(shape), seed), shape);
  const wave = (length: number, seed: number) =>
    Array.from({ length }, (_, i) => Math.sin(seed * (i + 1) + 0.7 * i * i));
  const glorot = (seed: number) => tf.initializers.glorotUniform({ seed });
  const losses = async (optimizer: tf.Optimizer) => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          filters: 4,
          kernelSize: 3,
          inputShape: [8, 8, 1],
          activation: 'tanh',
          kernelInitializer: glorot(1),
        }),
        tf.layers.batchNormalization(),
        tf.layers.averagePooling2d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 2, kernelInitializer: glorot(2) }),
      ],
    });
    model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
    const options = { epochs: 8, batchSize: 8, shuffle: false, verbose: 0 } as const;
    return (await model.fit(noise([16, 8, 8, 1], 5), noise([16, 2], 7), options)).history.loss as number[];
  };
  return [
    await losses(adam({ learningRate: 0.01, epsilon: 1e-7 })),
    await losses(tf.train.adam(0.01, 0.9, 0.999, 1e-7)),
  ];
}

/** Steps, takes the device away, and steps again: what is said then. */
async function stepOnLostDevice(backend: string): Promise<string> {
  await machine.start(backend);
  const x = tf.variable(tf.scalar(1));
  const optimizer = adam({ learningRate: 0.1 });
  const grad = tf.scalar(1);
  optimizer.applyGradients({ [x.name]: grad });
  await x.data();
  const { device, gpgpu } = tf.backend() as unknown as { device?: GPUDevice; gpgpu?: { gl: WebGL2RenderingContext } };
  device?.destroy();
  await device?.lost;
  gpgpu?.gl.getExtension('WEBGL_lose_context')?.loseContext();
  try {
    optimizer.applyGradients({ [x.name]: grad });
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
}

/** Whether the wasm backend in use shares its memory between threads. */
function memoryIsShared(): boolean {
  const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
  return wasm.HEAPU8.buffer instanceof SharedArrayBuffer;
}

/** What ../../browser.test.ts may call. */
const page = {
  keeps,
  compareLayouts,
  trainInHalfPrecision,
  trainOnCpu,
  fitConvNet,
  stepOnLostDevice,
  memoryIsShared,
  isIsolated: () => globalThis.crossOriginIsolated,
};
export type TestPage = typeof page;

Object.assign(globalThis, { page });

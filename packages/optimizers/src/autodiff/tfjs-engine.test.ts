import * as tf from '@tensorflow/tfjs';
import { pinnedEngine } from './tfjs-engine.js';

// An engine that passes is not checked again: what must fail comes first.
interface Internals {
  clone: unknown;
  runKernel(kernel: string, inputs: tf.NamedTensorMap): tf.Tensor;
  saveTensorsForBackwardMode(tensors: tf.Tensor[]): tf.Tensor[];
  isTapeOn(): boolean;
  keep(tensor: tf.Tensor): tf.Tensor;
  state: { gradientDepth: number; kernelDepth?: number };
}
const engine = tf.engine() as unknown as Internals;

const changes: Record<string, [Partial<Internals>, RegExp]> = {
  'no clone': [{ clone: undefined }, /there is no engine\.clone/],
  'saved tensors copied in another way': [
    {
      saveTensorsForBackwardMode: (tensors) =>
        tensors.map((tensor) => engine.keep(engine.runKernel('Identity', { x: tensor }))),
    },
    /shows no saved output/,
  ],
  'kernels that do not go through runKernel': [
    { clone: (tensor: tf.Tensor) => tf.tensor(tensor.dataSync(), tensor.shape) },
    /shows no kernel that copies it/,
  ],
  'a tape at every depth': [{ isTapeOn: () => engine.state.gradientDepth > 0 }, /shows no untaped depth/],
};

beforeAll(() => tf.setBackend('cpu'));

test.each(Object.entries(changes))('%s is noticed, and nothing is left behind', (_name, [change, message]) => {
  const { numTensors } = tf.memory();
  const own = Object.getOwnPropertyNames(engine);
  Object.assign(engine, change);
  try {
    expect(() => pinnedEngine()).toThrow(message);
    expect(() => pinnedEngine()).toThrow(/follows the engine of tfjs 4\.22/);
  } finally {
    for (const name of Object.keys(change)) delete engine[name as keyof Internals];
  }
  expect(Object.getOwnPropertyNames(engine)).toEqual(own);
  expect(tf.memory().numTensors).toBe(numTensors);
});

test('tfjs as it is passes', () => {
  expect(pinnedEngine()).toBe(tf.engine());
});

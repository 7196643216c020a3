import * as tf from '@tensorflow/tfjs';
import { gramian, jvp, valueGradHvp } from '../../autodiff/index.js';
import { onEachBackend } from '../../fixtures/backends.js';
import { registerTrainingKernels, unregisterTrainingKernels } from '../index.js';

afterEach(unregisterTrainingKernels);

const { layers } = tf;
type Options = Parameters<typeof layers.lstm>[0];

const noise = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);
/** Wide enough that hard sigmoids are cut off. */
const wide = (seed: number) => tf.initializers.randomNormal({ stddev: 2, seed });
const options = (more: Partial<Options> = {}): Options => ({
  units: 4,
  kernelInitializer: wide(1),
  recurrentInitializer: wide(2),
  biasInitializer: wide(3),
  unitForgetBias: false,
  ...more,
});

const nets: Readonly<Record<string, () => tf.layers.Layer[]>> = {
  LSTM: () => [layers.lstm(options())],
  'LSTM, sigmoid': () => [layers.lstm(options({ recurrentActivation: 'sigmoid' }))],
  'LSTM, no bias': () => [layers.lstm(options({ useBias: false }))],
  GRU: () => [layers.gru(options() as Parameters<typeof layers.gru>[0])],
  'GRU, sigmoid, no bias': () => [
    layers.gru(options({ recurrentActivation: 'sigmoid', useBias: false }) as Parameters<typeof layers.gru>[0]),
  ],
  'LSTM, both ways, sequences': () => [
    layers.bidirectional({
      layer: layers.lstm(options({ returnSequences: true })) as tf.layers.RNN,
      mergeMode: 'concat',
    }),
    layers.globalAveragePooling1d({}),
  ],
  'LSTM, masked': () => [layers.masking({ maskValue: 0 }), layers.lstm(options())],
  'LSTM in a stack of cells': () => [
    layers.rnn({ cell: [layers.lstmCell(options()), layers.lstmCell(options())] as never }),
  ],
};

function build(name: string): tf.Sequential {
  const [first, ...rest] = nets[name]();
  const model = tf.sequential({
    layers: [
      layers.inputLayer({ inputShape: [5, 3] }),
      first,
      ...rest,
      layers.dense({ units: 2, kernelInitializer: wide(4) }),
    ],
  });
  return model;
}

/** Input with some steps of zeros, which a mask leaves out. */
const input = () =>
  tf.tidy(() => tf.mul(noise([6, 5, 3], 5), tf.cast(tf.greater(noise([6, 5, 1], 6), -0.5), 'float32')));

/** Loss and gradients of a model, and the kernels that they ran. */
async function gradientsOf(model: tf.Sequential, x: tf.Tensor) {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  let numbers: number[][] = [];
  const loss = () => tf.mean(tf.square(model.apply(x, { training: true }) as tf.Tensor)) as tf.Scalar;
  const { kernels } = await tf.profile(() => {
    const { value, grads } = tf.variableGrads(loss, variables);
    numbers = [value, ...Object.values(grads)].map((tensor) => Array.from(tensor.dataSync()));
    tf.dispose([value, grads]);
  });
  return { numbers, kernels: kernels.map(({ name }) => name), variables, loss };
}

const isFused = (kernels: readonly string[]) => kernels.some((name) => name.startsWith('OptimizerZoo'));

onEachBackend(() => {
  test.each(Object.keys(nets))('%s: fused, loss and gradients are as before, with far fewer kernels', async (name) => {
    const [model, x] = [build(name), input()];
    const before = await gradientsOf(model, x);
    const { numTensors } = tf.memory();
    registerTrainingKernels();
    const after = await gradientsOf(model, x);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect([isFused(before.kernels), isFused(after.kernels)]).toEqual([false, true]);
    expect(after.kernels.length).toBeLessThan(0.75 * before.kernels.length);
    for (const [which, numbers] of before.numbers.entries()) {
      const scale = Math.max(...numbers.map(Math.abs));
      for (const [i, value] of numbers.entries()) {
        expect(Math.abs(after.numbers[which][i] - value)).toBeLessThanOrEqual(2e-5 * scale);
      }
    }
    model.dispose();
    x.dispose();
  });

  test('forward mode, Hessian-vector products and Gram matrices are as without', async () => {
    const [model, x] = [build('LSTM, sigmoid'), input()];
    const { variables, loss } = await gradientsOf(model, x);
    const along = variables.map(({ shape }, i) => noise(shape, 20 + i));
    const all = () => {
      const { hvps } = valueGradHvp(loss, variables, along);
      const { tangent } = jvp(loss, variables, along);
      const gram = gramian(() => model.apply(x, { training: true }) as tf.Tensor2D, variables);
      const numbers = [...hvps.flatMap((hvp) => Array.from(hvp!.dataSync())), tangent.dataSync()[0], ...gram.gram()];
      gram.dispose();
      tf.dispose([...hvps.filter((hvp) => hvp !== null), tangent]);
      return numbers;
    };
    const before = all();
    registerTrainingKernels();
    const after = all();
    const scale = Math.max(...before.map(Math.abs));
    for (const [i, value] of before.entries()) expect(Math.abs(after[i] - value)).toBeLessThanOrEqual(1e-5 * scale);
    model.dispose();
    tf.dispose([x, along]);
  });

  test.each([
    ['dropout', { dropout: 0.5 }],
    ['recurrent dropout', { recurrentDropout: 0.5 }],
    ['another activation', { activation: 'relu' as const }],
    ['another activation of the gates', { recurrentActivation: 'softsign' as const }],
  ])('with %s a cell is left to tfjs', async (_what, more) => {
    registerTrainingKernels();
    const model = tf.sequential({ layers: [layers.lstm({ ...options(more), inputShape: [5, 3] })] });
    const x = input();
    expect(isFused((await gradientsOf(model, x)).kernels)).toBe(false);
    model.dispose();
    x.dispose();
  });

  test('a gradient of a gradient finds the operations one by one', () => {
    registerTrainingKernels();
    const [model, x] = [build('GRU, sigmoid, no bias'), input()];
    const loss = (given: tf.Tensor) => tf.sum(tf.square(model.apply(given) as tf.Tensor)) as tf.Scalar;
    const penalty = () => tf.sum(tf.square(tf.grad((given) => loss(given))(x))) as tf.Scalar;
    expect(() => tf.dispose(tf.grad((given) => tf.add(penalty(), tf.sum(given)))(x))).not.toThrow();
    model.dispose();
    x.dispose();
  });

  test('undone, cells are tfjs’s own again', () => {
    const cell = layers.lstmCell({ units: 1 });
    const own = cell.call;
    registerTrainingKernels();
    expect(cell.call).not.toBe(own);
    registerTrainingKernels();
    unregisterTrainingKernels();
    expect(cell.call).toBe(own);
    expect(tf.getGradient('OptimizerZooLSTMGates')).toBeUndefined();
  });
});

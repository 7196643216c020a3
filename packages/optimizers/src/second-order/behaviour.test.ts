import * as tf from '@tensorflow/tfjs';
import { curvatureOptimizers } from '../fixtures/curvature-optimizers.js';
import { valuesOf } from '../fixtures/gauss-newton.js';
import { adam, type CurvatureOptimizer, egn, gnsNewton, sgn } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

const { layers } = tf;
const every = Object.entries(curvatureOptimizers);

const seeds = { kernelInitializer: tf.initializers.glorotNormal({ seed: 3 }) };
function makeModel(options: { frozen?: boolean; dropout?: boolean; regularized?: boolean; normalized?: boolean } = {}) {
  const input = tf.input({ shape: [2] });
  const kernelRegularizer = options.regularized ? tf.regularizers.l2({ l2: 0.1 }) : undefined;
  const first = layers.dense({
    units: 8,
    activation: 'tanh',
    name: 'first',
    trainable: !options.frozen,
    kernelRegularizer,
    ...seeds,
  });
  let tensor = first.apply(input) as tf.SymbolicTensor;
  if (options.dropout) tensor = layers.dropout({ rate: 0.2 }).apply(tensor) as tf.SymbolicTensor;
  if (options.normalized) tensor = layers.batchNormalization({ name: 'norm' }).apply(tensor) as tf.SymbolicTensor;
  const output = layers.dense({ units: 1, ...seeds }).apply(tensor) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: output });
}
const data = (samples = 20) => {
  const x = tf.randomNormal([samples, 2], 0, 1, 'float32', 5);
  return { x, y: tf.tidy(() => tf.sin(tf.sum(x, 1, true))) };
};
const weightsOf = (model: tf.LayersModel) => model.getWeights().map((weight) => Array.from(weight.dataSync()));

describe.each(every)('%s', (_, make) => {
  test('lowers the loss in model.fit, whose last batch is smaller, with a metric, and leaks nothing', async () => {
    const { x, y } = data(22);
    const before = tf.memory().numTensors;
    const model = makeModel();
    const optimizer = make().attach(model);
    model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
    const { history } = await model.fit(x, y, { batchSize: 8, epochs: 2, shuffle: false });
    const { history: later } = await model.fit(x, y, { batchSize: 8, epochs: 8, shuffle: false });
    expect(later.loss.at(-1)).toBeLessThan(0.5 * (history.loss[0] as number));
    expect(later.mae.at(-1)).toBeLessThan(history.mae[0] as number);
    expect(optimizer.iterations).toBe(30);
    optimizer.dispose();
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('goes to the target of one sample', async () => {
    const { x, y } = data(1);
    const model = makeModel();
    model.compile({ optimizer: make().attach(model), loss: 'meanSquaredError' });
    const { history } = await model.fit(x, y, { epochs: 20 });
    expect(history.loss.at(-1)).toBeLessThan(1e-3 * (history.loss[0] as number));
  });

  test('trains with dropout', async () => {
    const { x, y } = data(32);
    const model = makeModel({ dropout: true });
    model.compile({ optimizer: make().attach(model), loss: 'meanSquaredError' });
    const { history } = await model.fit(x, y, { epochs: 20, batchSize: 32 });
    const last = history.loss.slice(-5) as number[];
    expect(last.reduce((sum, loss) => sum + loss / 5, 0)).toBeLessThan(0.7 * (history.loss[0] as number));
  });

  test('leaves frozen layers alone', async () => {
    const { x, y } = data();
    const model = makeModel({ frozen: true });
    model.compile({ optimizer: make().attach(model), loss: 'meanSquaredError' });
    const kernels = () => [1, 2].map((layer) => Array.from(model.layers[layer].getWeights()[0].dataSync()));
    const before = kernels();
    await model.fit(x, y, { epochs: 1 });
    const after = kernels();
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).not.toEqual(before[1]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'leaves everything as it is where an input is %p, and says so',
    async (bad) => {
      const { x, y } = data(8);
      const model = makeModel();
      const optimizer = make().attach(model);
      model.compile({ optimizer, loss: 'meanSquaredError' });
      await model.fit(x, y, { epochs: 2 });
      const before = weightsOf(model);
      const targets = tf.tensor2d([...y.dataSync().slice(0, 7), bad], [8, 1]);
      await model.fit(x, targets, { epochs: 1 });
      expect(optimizer.report?.outcome).toBe('not finite');
      expect(weightsOf(model)).toEqual(before);
      await model.fit(x, y, { epochs: 1 });
      expect(weightsOf(model).flat().every(Number.isFinite)).toBe(true);
      expect(weightsOf(model)).not.toEqual(before);
    },
  );

  test('has a defined step where the outputs are flat: the Gram matrix is zero but for the last bias', async () => {
    const { y } = data(8);
    const model = makeModel();
    const optimizer = make().attach(model);
    model.compile({ optimizer, loss: 'meanSquaredError' });
    model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight)));
    await model.fit(tf.zeros([8, 2]), y, { epochs: 1, batchSize: 8 });
    const bias = model.getWeights().at(-1)!.dataSync()[0];
    const mean = Array.from(y.dataSync()).reduce((sum, value) => sum + value / 8, 0);
    expect(bias * mean).toBeGreaterThan(0);
    expect(Math.abs(bias)).toBeLessThanOrEqual(Math.abs(mean) * 1.001);
    expect(
      weightsOf(model)
        .slice(0, 3)
        .flat()
        .every((value) => value === 0),
    ).toBe(true);
  });

  test('goes on from a saved model as if it had not stopped', async () => {
    const { x, y } = data(16);
    const fit = (model: tf.LayersModel) => model.fit(x, y, { batchSize: 8, epochs: 3, shuffle: false });
    const model = makeModel();
    model.compile({ optimizer: make().attach(model), loss: 'meanSquaredError' });
    await fit(model);
    let saved!: tf.io.ModelArtifacts;
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
      { includeOptimizer: true },
    );
    await fit(model);
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved));
    const optimizer = loaded.optimizer as never as CurvatureOptimizer<never>;
    expect(optimizer.getConfig()).toEqual(make().getConfig());
    optimizer.attach(loaded);
    await fit(loaded);
    expect(weightsOf(loaded)).toEqual(weightsOf(model));
  });

  test('refuses what it cannot do, by name', async () => {
    const { x, y } = data(4);
    expect(() => make().applyGradients()).toThrow('needs more than gradients');
    const regularized = makeModel({ regularized: true });
    regularized.compile({ optimizer: make().attach(regularized), loss: 'meanSquaredError' });
    await expect(regularized.fit(x, y)).rejects.toThrow(
      /the loss depends on 'first.*' other than through the model's outputs/,
    );
    expect(() => make().set({ speed: 1 })).toThrow("'speed' cannot be set; these can: learningRate");
    expect(() => make().set({ learningRate: -1 })).toThrow('learningRate is -1, but must be a number in [0, inf)');
  });

  test('takes schedules: with a learning rate of zero nothing moves', async () => {
    const { x, y } = data(8);
    const model = makeModel();
    const optimizer = make().attach(model);
    optimizer.learningRate = (step) => (step === 1 ? 0 : 1);
    expect(optimizer.learningRate).toBe(0);
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const before = weightsOf(model);
    await model.fit(x, y, { epochs: 1, batchSize: 8 });
    expect(weightsOf(model)).toEqual(before);
    await model.fit(x, y, { epochs: 1, batchSize: 8 });
    expect(weightsOf(model)).not.toEqual(before);
  });
});

test.each(every.filter(([name]) => !name.startsWith('sgn') && !name.startsWith('gns')))(
  '%s refuses batch normalization in training mode by the name of its layer, and minimize without a model',
  async (_, make) => {
    const { x, y } = data(8);
    const model = makeModel({ normalized: true });
    model.compile({ optimizer: make().attach(model), loss: 'meanSquaredError' });
    await expect(model.fit(x, y)).rejects.toThrow("replace the layer 'norm'");
    expect(() => make().minimize(() => tf.scalar(1))).toThrow('call attach(model) before model.fit');
  },
);

describe('gnsNewton without a model, where the exact Hessian is not positive definite', () => {
  const saddle = (x: tf.Variable) => () => x.square().sub(x.square().square().div(10)).neg().sum() as tf.Scalar;

  test('damps more until a step lowers the loss', () => {
    const x = tf.variable(tf.tensor1d([0.5, -0.3]));
    const optimizer = gnsNewton();
    const losses = Array.from({ length: 12 }, () => {
      const [value] = optimizer.minimize(saddle(x), true, [x])!.dataSync();
      return value;
    });
    losses.forEach((loss, step) => {
      if (step > 0) expect(loss).toBeLessThan(losses[step - 1] + 1e-6);
    });
    expect(losses.at(-1)).toBeCloseTo(-5, 3); // both at ±√5
    x.dispose();
    optimizer.dispose();
  });

  test('without its search that is an error', () => {
    const x = tf.variable(tf.tensor1d([0.5, -0.3]));
    const optimizer = gnsNewton({ adaptiveSearch: false });
    expect(() => optimizer.minimize(saddle(x), false, [x])).toThrow('call attach(model)');
    expect(Array.from(x.dataSync())).toEqual([0.5, Math.fround(-0.3)]);
    x.dispose();
  });

  test('a network in model.fit is trained', async () => {
    const { x, y } = data(16);
    const model = makeModel();
    model.compile({ optimizer: gnsNewton(), loss: 'meanSquaredError' });
    const { history } = await model.fit(x, y, { epochs: 8, batchSize: 16, verbose: 0 });
    const losses = history.loss as number[];
    for (let epoch = 1; epoch < losses.length; epoch++) expect(losses[epoch]).toBeLessThan(losses[epoch - 1]);
  });
});

test('sgn trains through batch normalization', async () => {
  const { x, y } = data(16);
  const model = makeModel({ normalized: true });
  model.compile({ optimizer: sgn({ damping: 0.1 }).attach(model), loss: 'meanSquaredError' });
  const { history } = await model.fit(x, y, { epochs: 10, batchSize: 16 });
  expect(history.loss.at(-1)).toBeLessThan(0.1 * (history.loss[0] as number));
});

test('sgn, solved to the end, makes the step of egn', () => {
  const { x, y } = data(6);
  const steps = [egn({ damping: 0.1 }), sgn({ damping: 0.1, tolerance: 1e-7, maxIterations: 100 })].map((optimizer) => {
    const model = makeModel();
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const before = valuesOf(variables);
    optimizer.minimizeResidual(() => model.apply(x) as tf.Tensor2D, y, 'meanSquaredError', variables);
    return valuesOf(variables).map((value, i) => value - before[i]);
  });
  const error = Math.hypot(...steps[0].map((value, i) => value - steps[1][i])) / Math.hypot(...steps[0]);
  expect(error).toBeLessThan(1e-4);
});

test('sgn goes on from the last direction: where the variables stay, residuals shrink from step to step', () => {
  const { x, y } = data(16);
  const model = makeModel();
  const optimizer = sgn({ damping: 0.01, learningRate: 0, maxIterations: 2, tolerance: 1e-3 });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const residuals = Array.from({ length: 6 }, () => {
    optimizer.minimizeResidual(() => model.apply(x) as tf.Tensor2D, y, 'meanSquaredError', variables).dispose();
    return optimizer.report?.residual as number;
  });
  expect(residuals.at(-1)).toBeLessThan(0.5 * residuals[0]);
  optimizer.dispose();
});

test('in a loop too, all runs of a step draw the same random numbers, other ones at each step', () => {
  const w = tf.variable(tf.scalar(2));
  const optimizer = egn({ adaptiveDamping: true });
  const drawn: number[][] = [];
  for (let step = 0; step < 2; step++) {
    const draws: number[] = [];
    const outputs = () => {
      const noise = tf.randomUniform([1, 1]);
      draws.push(noise.dataSync()[0]);
      return tf.add(tf.sin(w), noise) as tf.Tensor2D;
    };
    optimizer.minimizeResidual(outputs, tf.zeros([1, 1]), 'meanSquaredError', [w]).dispose();
    drawn.push(draws);
  }
  expect(drawn.map(({ length }) => length)).toEqual([2, 2]);
  expect(drawn.map((draws) => new Set(draws).size)).toEqual([1, 1]);
  expect(drawn[0][0]).not.toBe(drawn[1][0]);
  optimizer.dispose();
  w.dispose();
});

test('gnsNewton tries nothing where the learning rate is 0', () => {
  const w = tf.variable(tf.scalar(2));
  const optimizer = gnsNewton({ learningRate: (step) => (step === 1 ? 0 : 1), gamma: 4 });
  let runs = 0;
  const step = () => {
    runs = 0;
    optimizer.minimizeResidual(
      () => {
        runs++;
        return tf.reshape(tf.sin(w), [1, 1]);
      },
      tf.zeros([1, 1]),
      'meanSquaredError',
      [w],
    );
    return { w: w.dataSync()[0], runs, gamma: optimizer.report?.gamma };
  };
  expect(step()).toEqual({ w: 2, runs: 1, gamma: 4 });
  expect(step().w).not.toBe(2);
  optimizer.dispose();
  w.dispose();
});

/** Gauss-Newton overshoots the root of atan from 2: it goes to 2 − 5 atan 2 = −3.54. */
const overshooting = (w: tf.Variable) => () => tf.reshape(tf.atan(w), [1, 1]) as tf.Tensor2D;

test('a step that raises the loss is taken back and the damping raised; without rejection it counts', () => {
  const [rejecting, accepting] = [true, false].map((rejection) => {
    const w = tf.variable(tf.scalar(2));
    const optimizer = egn({ damping: 0.001, adaptiveDamping: true, rejection });
    const dampings = Array.from({ length: 2 }, () => {
      optimizer.minimizeResidual(overshooting(w), tf.zeros([1, 1]), 'meanSquaredError', [w]);
      return optimizer.report?.damping as number;
    });
    return { w: w.dataSync()[0], outcome: optimizer.report?.outcome, dampings };
  });
  expect(rejecting).toMatchObject({ w: 2, outcome: 'rejected' });
  expect(rejecting.dampings[1] / rejecting.dampings[0]).toBeCloseTo(1.5, 6);
  expect(accepting.outcome).toBe('moved');
  expect(Math.abs(accepting.w)).toBeGreaterThan(10);
});

test('the line search ends where Armijo’s rule holds', () => {
  const w = tf.variable(tf.scalar(2));
  const optimizer = egn({ damping: 0, lineSearch: true });
  const losses = Array.from(
    { length: 12 },
    () => optimizer.minimizeResidual(overshooting(w), tf.zeros([1, 1]), 'meanSquaredError', [w]).dataSync()[0],
  );
  losses.slice(1).forEach((loss, i) => {
    expect(loss).toBeLessThanOrEqual(losses[i]);
  });
  expect(losses.at(-1)).toBeLessThan(1e-6);
});

/** Friedman's first function (1991, Multivariate Adaptive Regression Splines), standardised; five of ten features are noise. */
function friedman(samples: number) {
  const x = tf.randomUniform([samples, 10], 0, 1, 'float32', 1);
  const y = tf.tidy(() => {
    const [a, b, c, d, e] = tf.split(x, 10, 1);
    const bent = tf.mul(10, tf.sin(tf.mul(Math.PI, tf.mul(a, b))));
    const sum = tf.addN([bent, tf.mul(20, tf.square(tf.sub(c, 0.5))), tf.mul(10, d), tf.mul(5, e)]);
    const { mean, variance } = tf.moments(sum);
    return tf.div(tf.sub(sum, mean), tf.sqrt(variance));
  });
  return { x, y };
}

test('egn reaches the loss of tuned Adam in a fifth of its epochs, on few samples (many: scripts/egn-epochs.mjs)', async () => {
  const { x, y } = friedman(64);
  const dense = (units: number, seed: number, activation?: 'tanh') =>
    layers.dense({ units, activation, kernelInitializer: tf.initializers.glorotNormal({ seed }) });
  const final = async (optimizer: tf.Optimizer, epochs: number) => {
    const input = tf.input({ shape: [10] });
    const hidden = dense(16, 2, 'tanh').apply(dense(16, 1, 'tanh').apply(input));
    const model = tf.model({ inputs: input, outputs: dense(1, 3).apply(hidden) as tf.SymbolicTensor });
    (optimizer as unknown as Partial<CurvatureOptimizer>).attach?.(model);
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const { history } = await model.fit(x, y, { epochs, batchSize: 64, shuffle: false });
    return history.loss.at(-1) as number;
  };
  const tuned: number[] = [];
  for (const learningRate of [0.003, 0.01, 0.03, 0.1]) tuned.push(await final(adam({ learningRate }), 25));
  for (const options of [{ damping: 0.1, adaptiveDamping: true }, { damping: 0.01 }])
    expect(await final(egn(options), 5)).toBeLessThan(Math.min(...tuned));
});

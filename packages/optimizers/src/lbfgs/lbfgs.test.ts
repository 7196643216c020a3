import * as tf from '@tensorflow/tfjs';
import { LbfgsOptimizer, lbfgs } from '../index.js';
import { problems } from '../test/problems.js';
import { followsInFloat64, optionsOf } from '../test/reference-files.js';
import { strongWolfe } from './strong-wolfe.js';

beforeAll(() => tf.setBackend('cpu'));

describe('follows torch.optim.LBFGS', () => {
  followsInFloat64('lbfgs', (entry) => {
    const { maxIter: _, lineSearchFn, ...options } = optionsOf(entry);
    return lbfgs({ ...options, lineSearch: lineSearchFn === 'strong_wolfe' ? 'strongWolfe' : 'none' });
  });
});

describe('strongWolfe', () => {
  /** Counts the trials of a function with a known derivative. */
  function search(f: (t: number) => number, slope: (t: number) => number, t = 1) {
    const tried: number[] = [];
    const phi = (at: number) => {
      tried.push(at);
      return { t: at, value: f(at), slope: slope(at) };
    };
    const options = { t, maxEvaluations: 25, reach: 1, tolerance: 1e-9 };
    const found = strongWolfe({ t: 0, value: f(0), slope: slope(0) }, phi, options);
    return { found, tried };
  }

  test.each([
    ['too long a first trial', (t: number) => (t - 0.01) ** 2, (t: number) => 2 * (t - 0.01)],
    ['too short a first trial', (t: number) => (t - 500) ** 2, (t: number) => 2 * (t - 500)],
    ['a wavy function', (t: number) => Math.cos(3 * t) - t / 10, (t: number) => -3 * Math.sin(3 * t) - 0.1],
    ['a steep wall', (t: number) => Math.exp(40 * t) - 60 * t, (t: number) => 40 * Math.exp(40 * t) - 60],
  ])('its result satisfies both conditions: %s', (_, f, slope) => {
    const start = slope(0);
    const { found } = search(f, slope, 1);
    if (start >= 0) return;
    expect(found.value).toBeLessThanOrEqual(f(0) + 1e-4 * found.t * start);
    expect(Math.abs(found.slope)).toBeLessThanOrEqual(0.9 * Math.abs(start));
  });

  test('a value that is not finite is too far', () => {
    const f = (t: number) => (t < 0.3 ? (t - 0.2) ** 2 : Number.NaN);
    const { found } = search(f, (t) => (t < 0.3 ? 2 * (t - 0.2) : Number.NaN));
    expect(found.t).toBeGreaterThan(0);
    expect(found.value).toBeLessThan(f(0));
  });
});

/** Rosenbrock after some steps of an optimizer, from a point. */
function run(optimizer: LbfgsOptimizer, x: tf.Variable, steps: number): number[] {
  for (let i = 0; i < steps; i++) optimizer.minimize(() => tf.tidy(() => problems.P2(x)));
  return Array.from(x.dataSync());
}

test('saved and loaded it goes on to the last bit', async () => {
  const x = tf.variable(tf.tensor1d([-1.2, 1]));
  const optimizer = lbfgs({ historySize: 3 });
  run(optimizer, x, 6);
  const config = JSON.parse(JSON.stringify(optimizer.getConfig()));
  const again = LbfgsOptimizer.fromConfig(
    LbfgsOptimizer as unknown as tf.serialization.SerializableConstructor<LbfgsOptimizer>,
    config,
  );
  const weights = await optimizer.getWeights();
  await again.setWeights(weights);
  tf.dispose(weights.slice(0, 2).map(({ tensor }) => tensor));
  const y = tf.variable(tf.mul(x, 1));
  expect(run(again, y, 6)).toEqual(run(optimizer, x, 6));
  tf.dispose([x, y]);
  optimizer.dispose();
  again.dispose();
});

test('leaks nothing, and gives back all', () => {
  const before = tf.memory().numTensors;
  const x = tf.tidy(() => tf.variable(tf.tensor1d([-1.2, 1])));
  const optimizer = lbfgs({ historySize: 2 });
  run(optimizer, x, 5);
  const { numTensors } = tf.memory();
  run(optimizer, x, 20);
  expect(tf.memory().numTensors).toBe(numTensors);
  x.dispose();
  optimizer.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('a gradient that is not finite changes nothing', () => {
  const x = tf.variable(tf.tensor1d([1, 2]));
  const optimizer = lbfgs();
  optimizer.minimize(() => tf.tidy(() => tf.sum(tf.sqrt(tf.sub(x, 5))) as tf.Scalar));
  expect(Array.from(x.dataSync())).toEqual([1, 2]);
  x.dispose();
  optimizer.dispose();
});

test('a loss that throws in the line search leaves the variables where they were', () => {
  const x = tf.variable(tf.tensor1d([3, -2]));
  const optimizer = lbfgs();
  let runs = 0;
  const loss = () => {
    if (runs++ === 1) throw new Error('no more data');
    return tf.sum(tf.pow(x, 4)) as tf.Scalar;
  };
  const { numTensors } = tf.memory();
  expect(() => optimizer.minimize(loss, false, [x])).toThrow('no more data');
  expect(Array.from(x.dataSync())).toEqual([3, -2]);
  optimizer.dispose();
  expect(tf.memory().numTensors).toBe(numTensors);
  x.dispose();
});

test('refuses gradients that it has not measured', () => {
  expect(() => lbfgs().applyGradients()).toThrow('call minimize');
});

test('trains in model.fit with metrics, and a loaded model trains on as if it had not stopped', async () => {
  const build = () => {
    const model = tf.sequential();
    const initializer = tf.initializers.glorotUniform({ seed: 1 });
    model.add(tf.layers.dense({ units: 5, activation: 'tanh', inputShape: [2], kernelInitializer: initializer }));
    model.add(tf.layers.dense({ units: 1, kernelInitializer: initializer }));
    model.compile({ optimizer: lbfgs({ historySize: 4 }), loss: 'meanSquaredError', metrics: ['mae'] });
    return model;
  };
  const x = tf.tensor2d(Array.from({ length: 24 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]));
  const y = tf.tidy(() => x.sum(1, true).sin());
  const fit = (model: tf.LayersModel) =>
    model.fit(x, y, { epochs: 8, batchSize: 24, shuffle: false, verbose: 0 }).then(({ history }) => history.loss);
  const model = build();
  const losses = await fit(model);
  expect(Number(losses.at(-1))).toBeLessThan(0.3 * Number(losses[0]));

  let saved: tf.io.ModelArtifacts | undefined;
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  await model.save(handler, { includeOptimizer: true });
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
  const more = await fit(model);
  expect(await fit(loaded)).toEqual(more);
  tf.dispose([x, y]);
});

import * as tf from '@tensorflow/tfjs';
import { problems } from '../fixtures/problems.js';
import { followsInFloat64, optionsOf } from '../fixtures/reference-files.js';
import { LbfgsOptimizer, lbfgs } from '../index.js';
import { strongWolfe } from './searches/strong-wolfe.js';

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

describe('where the variables change between steps', () => {
  /** Two variables that a loss couples, at one point each time. */
  function pair() {
    const variables = [tf.variable(tf.tensor1d([1, -2])), tf.variable(tf.tensor1d([0.5, 3]))];
    const [a, b] = variables;
    const loss = () =>
      tf.tidy(() => tf.sum(tf.addN([tf.square(a), tf.mul(3, tf.square(b)), tf.mul(a, b), tf.pow(b, 4)]))) as tf.Scalar;
    const steps = (optimizer: LbfgsOptimizer, count: number, trained = variables) => {
      for (let step = 0; step < count; step++) optimizer.minimize(loss, false, trained);
    };
    const point = () => variables.flatMap((x) => Array.from(x.dataSync()));
    return { variables, loss, steps, point };
  }

  test('the history is that of the variables at hand: frozen, thawed, or others of the same size, it starts anew', () => {
    const [here, there] = [pair(), pair()];
    const optimizer = lbfgs();
    here.steps(optimizer, 3);
    for (const trained of [[0], [1], [0, 1], [1]]) {
      here.variables.forEach((x, i) => {
        there.variables[i].assign(x);
      });
      const fresh = lbfgs();
      here.steps(
        optimizer,
        2,
        trained.map((i) => here.variables[i]),
      );
      there.steps(
        fresh,
        2,
        trained.map((i) => there.variables[i]),
      );
      expect(here.point()).toEqual(there.point());
      fresh.dispose();
    }
    optimizer.dispose();
    tf.dispose([here.variables, there.variables]);
  });

  test('without a list, what the loss reads is trained, whatever else there is', () => {
    const { variables, steps, point } = pair();
    const optimizer = lbfgs();
    for (let round = 0; round < 2; round++) {
      variables[1].trainable = round === 0;
      const before = point();
      steps(optimizer, 2, undefined);
      expect(point().slice(0, 2)).not.toEqual(before.slice(0, 2));
      if (round === 1) expect(point().slice(2)).toEqual(before.slice(2));
    }
    optimizer.dispose();
    tf.dispose(variables);
  });

  test('their order does not matter', () => {
    const [here, there] = [pair(), pair()];
    const optimizers = [lbfgs(), lbfgs()];
    here.steps(optimizers[0], 5);
    for (let step = 0; step < 5; step++) {
      there.steps(optimizers[1], 1, step % 2 === 0 ? there.variables : [...there.variables].reverse());
    }
    expect(there.point()).toEqual(here.point());
    tf.dispose([here.variables, there.variables]);
    for (const optimizer of optimizers) optimizer.dispose();
  });

  test('loaded state of another number of parameters is an error', async () => {
    const { variables, steps } = pair();
    const [saved, loaded] = [lbfgs(), lbfgs()];
    steps(saved, 2);
    await loaded.setWeights(await saved.getWeights());
    expect(() => steps(loaded, 1, [variables[0]])).toThrow(
      'Lbfgs has loaded the steps of 4 parameters, but is given gradients of 2.',
    );
    tf.dispose(variables);
    for (const optimizer of [saved, loaded]) optimizer.dispose();
  });
});

test('a learning rate of 0 makes a step of zero, and the others are what they are without it', () => {
  const [x, y] = [0, 1].map(() => tf.variable(tf.tensor1d([-1.2, 1])));
  const zeros = [1, 4, 5];
  const [pausing, plain] = [lbfgs({ learningRate: (step) => (zeros.includes(step) ? 0 : 1) }), lbfgs()];
  const points = Array.from({ length: 7 }, () => run(pausing, x, 1));
  expect(points[0]).toEqual(Array.from(tf.tensor1d([-1.2, 1]).dataSync()));
  expect(points[4]).toEqual(points[2]);
  expect(points[6]).toEqual(run(plain, y, 4));
  expect(pausing.iterations).toBe(7);
  pausing.learningRate = 0;
  expect(run(pausing, x, 1)).toEqual(points[6]);
  pausing.learningRate = 0.5;
  expect(run(pausing, x, 1)).not.toEqual(points[6]);
  tf.dispose([x, y]);
  for (const optimizer of [pausing, plain]) optimizer.dispose();
});

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

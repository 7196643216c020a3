// Recurrent layers that go on from batch to batch, with sources and optimizers that run the loss more than once for each.
import * as tf from '@tensorflow/tfjs';
import { noise } from '../fixtures/autodiff/noise.js';
import { curvatureOptimizers } from '../fixtures/curvature-optimizers.js';
import { everySource } from '../fixtures/every-source.js';
import {
  adam,
  conservative,
  defineGradientSource,
  type GradientSource,
  lbfgs,
  mezo,
  reverseMode,
  sgd,
  sharpnessAware,
  spsa,
} from '../index.js';
import { ClosureRuns } from './closure-runs.js';

beforeAll(() => tf.setBackend('cpu'));

/** Two stateful layers, whose three states have the shape of the targets too, and a metric, which is kept as well. */
function build(optimizer: tf.Optimizer, layers: readonly ('lstm' | 'gru' | 'simpleRNN')[] = ['lstm', 'gru']) {
  const seeded = (seed: number) => tf.initializers.glorotUniform({ seed });
  const recurrent = layers.map((layer, i) =>
    tf.layers[layer]({
      units: 2,
      stateful: true,
      returnSequences: i < layers.length - 1,
      batchInputShape: [2, 3, 2],
      kernelInitializer: seeded(10 * i + 1),
      recurrentInitializer: seeded(10 * i + 2),
    }),
  );
  const model = tf.sequential({ layers: [...recurrent, tf.layers.dense({ units: 2, kernelInitializer: seeded(3) })] });
  (optimizer as { attach?(model: tf.LayersModel): void }).attach?.(model);
  model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
  const states = () => recurrent.flatMap(({ states }) => states as tf.Tensor[]);
  return {
    model,
    states: () => states().map((state) => Array.from(state.dataSync())),
    /** Weights and states of another. */
    follow(other: { model: tf.LayersModel; states(): number[][] }) {
      model.setWeights(other.model.getWeights());
      const given = other.states();
      for (const layer of recurrent) {
        layer.resetStates(layer.states.map((state) => tf.tensor2d(given.shift()!, state.shape as [number, number])));
      }
    },
    step: (batch: number) => {
      const [x, y] = [noise([2, 3, 2], 2 * batch), noise([2, 2], 2 * batch + 1)];
      return model.trainOnBatch(x, y).finally(() => tf.dispose([x, y])) as Promise<number[]>;
    },
    reset() {
      for (const layer of recurrent) layer.resetStates();
    },
    dispose() {
      model.dispose();
      optimizer.dispose();
    },
  };
}

/** Those of which all runs, the first at least, are where the weights are. */
const tiny = 1e-30;
const sources: Readonly<Record<string, () => GradientSource<never>>> = {
  ...everySource,
  spsa: () => spsa({ perturbation: tiny }),
  mezo: () => mezo({ perturbation: tiny }),
  conservative: () => conservative({ stepSize: 0.05, gradient: mezo({ perturbation: tiny }) }),
};
const optimizers: Readonly<Record<string, () => tf.Optimizer>> = {
  ...Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [
      `adam with ${name}`,
      () => adam({ learningRate: 0.05, gradient: source() as GradientSource<'grad'> }),
    ]),
  ),
  ...curvatureOptimizers,
  lbfgs: () => lbfgs(),
};

const near = (a: readonly number[], b: readonly number[]) => {
  a.forEach((value, i) => {
    expect(value).toBeCloseTo(b[i], 6);
  });
};

test.each(Object.entries(optimizers))('%s: each batch goes on from the states of the first run', async (_, make) => {
  const [trained, twin] = [build(make()), build(sgd({ learningRate: 0 }))];
  for (let batch = 0; batch < 3; batch++) {
    if (batch === 2) trained.reset();
    twin.follow(trained);
    const plain = await twin.step(batch);
    near((await trained.step(batch)).slice(0, 2), plain); // tf lists the metrics of further runs as well
    const states = twin.states();
    trained.states().forEach((state, i) => {
      near(state, states[i]);
    });
    expect(states.flat().every((value) => value !== 0)).toBe(true);
  }
  expect(trained.model.getWeights().every((weight) => weight.dataSync().every(Number.isFinite))).toBe(true);
  for (const one of [trained, twin]) one.dispose();
});

/** Runs the loss four times, and takes down what each gives. */
function repeating(): { source: GradientSource<'grad'>; losses: number[][] } {
  const losses: number[][] = [];
  const evaluate: GradientSource['evaluate'] = (loss, variables, step) => {
    const measured = reverseMode.evaluate(loss, variables, step);
    const again = [0, 1, 2].map(() => tf.tidy(() => loss().dataSync()[0]));
    losses.push([measured.value.dataSync()[0], ...again]);
    return measured;
  };
  return { source: defineGradientSource({ name: 'repeating', provides: ['grad', 'loss'], evaluate }), losses };
}

/** The first run on the tape may take other kernels than those after it. */
function expectOneFunction(losses: readonly number[][]) {
  for (const [first, second, ...others] of losses) {
    near([second], [first]);
    expect(others).toEqual([second, second]);
  }
  expect(new Set(losses.flat()).size).toBeGreaterThan(losses.length - 1);
}

test.each([[['lstm', 'lstm']], [['gru', 'simpleRNN']]] as const)(
  '%p: all runs of a step measure the same',
  async (layers) => {
    const { source, losses } = repeating();
    const [trained, plain] = [build(adam({ gradient: source }), layers), build(adam(), layers)];
    for (let batch = 0; batch < 4; batch++) {
      if (batch === 2) for (const one of [trained, plain]) one.reset();
      near((await trained.step(batch)).slice(0, 2), await plain.step(batch));
      expect(trained.states()).toEqual(plain.states());
    }
    expectOneFunction(losses);
    for (const one of [trained, plain]) one.dispose();
  },
);

test('so do those of a convolutional layer', async () => {
  const { source, losses } = repeating();
  const layer = tf.layers.convLstm2d({ filters: 1, kernelSize: 2, stateful: true, batchInputShape: [1, 2, 3, 3, 1] });
  const model = tf.sequential({ layers: [layer, tf.layers.flatten(), tf.layers.dense({ units: 1 })] });
  model.compile({ optimizer: sgd({ gradient: source }), loss: 'meanSquaredError' });
  const [x, y] = [noise([1, 2, 3, 3, 1], 1), tf.ones([1, 1])];
  for (let batch = 0; batch < 3; batch++) await model.trainOnBatch(x, y);
  expectOneFunction(losses);
  model.dispose();
  tf.dispose([x, y]);
});

test('memory: as plain Adam, whose layers keep old states until resetStates', async () => {
  const growth = async (optimizer: tf.Optimizer) => {
    const net = build(optimizer, ['lstm']);
    const counts: number[] = [];
    for (let batch = 0; batch < 20; batch++) {
      if (batch === 5 || batch === 15) {
        net.reset();
        counts.push(tf.memory().numTensors);
      }
      await net.step(batch);
      if (batch % 5 === 4) counts.push(tf.memory().numDataBuffers);
    }
    const [first, reset, ...rest] = counts;
    const [before, beforeReset, resetAgain, last] = rest;
    net.dispose();
    return { epoch: resetAgain - reset, buffers: [beforeReset - before, last - first] };
  };
  const [plain, trained] = [
    await growth(adam()),
    await growth(adam({ gradient: sharpnessAware({ gradient: mezo() }) })),
  ];
  expect(trained).toEqual(plain);
  expect(trained.epoch).toBe(0);
});

/** A cell of one's own: it ends its old states itself, makes those or a constant when first needed, and keeps a metric. */
function ownCell(begins: 'before' | 'when needed' = 'before') {
  const w = tf.variable(tf.tensor1d([0.5, -0.3]));
  const kept: tf.Tensor[] = [];
  let mask = begins === 'before' ? undefined : tf.tensor1d([1, 0.5]);
  const begin = () => [tf.tensor1d([0.1, 0.2]), tf.scalar(0)] as tf.Tensor[];
  let [h, count] = begins === 'before' ? begin() : [];
  const replace = (old: tf.Tensor, by: tf.Tensor) => {
    const state = tf.keep(by.clone());
    old.dispose();
    return state;
  };
  const loss = (x: tf.Tensor) => () =>
    tf.tidy(() => {
      if (!h) [h, count] = begin().map((state) => tf.keep(state));
      mask ??= tf.keep(tf.tensor1d([1, 0.5]));
      kept.push(tf.keep(tf.mean(w)));
      const next = tf.tanh(tf.addN([tf.mul(w, x), tf.mul(mask, h)]));
      count = replace(count, tf.add(count, 1));
      h = replace(h, next);
      return tf.sum(tf.div(tf.square(next), count)) as tf.Scalar;
    });
  return { w, loss, state: () => [h, count].flatMap((one) => Array.from(one.dataSync())), kept };
}

test.each(['before', 'when needed'] as const)(
  'a loss with states of its own, made %s: one function, states of the first run, no leak',
  (begins) => {
    const { source, losses } = repeating();
    const [own, plain] = [ownCell(begins), ownCell(begins)];
    const optimizers = [sgd({ gradient: source }), sgd()];
    const counts: number[] = [];
    for (let step = 0; step < 6; step++) {
      const x = noise([2], step);
      [own, plain].forEach(({ loss, w }, i) => {
        optimizers[i].minimize(loss(x), false, [w]);
      });
      x.dispose();
      near(own.state(), plain.state());
      tf.dispose([own.kept.splice(0)[0], plain.kept.splice(0)]); // of each step the first, as model.fit does
      counts.push(tf.memory().numTensors);
    }
    expect(own.state()[2]).toBe(6);
    expectOneFunction(begins === 'before' ? losses : losses.slice(1));
    expect(new Set(counts.slice(1)).size).toBe(1);
  },
);

test('a loss that is only looked at leaves the states as they were, also after a single look', async () => {
  const net = build(adam(), ['lstm', 'gru']);
  await net.step(0);
  const before = net.states();
  const { numTensors } = tf.memory();
  const [x, runs] = [noise([2, 3, 2], 7), new ClosureRuns()];
  const loss = () => {
    const output = net.model.apply(x, { training: true }) as tf.Tensor;
    tf.keep(tf.mean(output)); // a metric
    return tf.sum(output) as tf.Scalar;
  };
  for (const looks of [1, 3]) {
    const look = runs.apart(loss);
    const seen = Array.from({ length: looks }, () => tf.tidy(() => look().dataSync()[0]));
    expect(new Set(seen).size).toBe(1);
    runs.dispose();
    expect(net.states()).toEqual(before);
  }
  x.dispose();
  net.reset();
  await net.step(1);
  net.reset();
  expect(tf.memory().numTensors).toBeLessThanOrEqual(numTensors);
  net.dispose();
});

test('a second run that fails leaves the states of the first', () => {
  const own = ownCell();
  const optimizer = sgd({ gradient: sharpnessAware() });
  const x = noise([2], 1);
  optimizer.minimize(own.loss(x), false, [own.w]);
  const loss = own.loss(x);
  let runs = 0;
  const failing = () => {
    const value = loss();
    if (++runs === 2) throw new Error('second run');
    return value;
  };
  expect(() => optimizer.minimize(failing, false, [own.w])).toThrow('second run');
  expect(own.state()[2]).toBe(2);
  optimizer.minimize(loss, false, [own.w]);
  expect(own.state()[2]).toBe(3);
  tf.dispose(x);
});

import * as tf from '@tensorflow/tfjs';
import { noise } from '../fixtures/autodiff/noise.js';
import { onEachBackend } from '../fixtures/backends.js';
import {
  conservative,
  defineGradientSource,
  forwardGradient,
  type GradientSource,
  gradientRegularization,
  hutchinson,
  mezo,
  reverseMode,
  sgd,
  sharpnessAware,
  spsa,
  zerothOrder,
} from '../index.js';

type Source = GradientSource<'grad'>;

/** Sources that run the loss more than once, with steps so small that all runs are at the same point in float32. */
const tiny = 1e-30;
const sources: Readonly<Record<string, () => Source>> = {
  forwardGradient: () => forwardGradient({ directions: 3 }),
  'gradientRegularization, central': () => gradientRegularization({ scheme: 'central', ascentStep: tiny }),
  'gradientRegularization, exact': () => gradientRegularization({ scheme: 'exact' }),
  sharpnessAware: () => sharpnessAware({ rho: tiny }),
  hutchinson: () => hutchinson({ samples: 2 }),
  zerothOrder: () => zerothOrder({ perturbation: tiny }),
  'zerothOrder, forward': () => zerothOrder({ perturbation: tiny, difference: 'forward', directions: 2 }),
  spsa: () => spsa({ perturbation: tiny }),
  mezo: () => mezo({ perturbation: tiny }),
  conservative: () => conservative({ stepSize: tiny, gradient: reverseMode }),
  'one in another': () => sharpnessAware({ rho: tiny, gradient: gradientRegularization({ ascentStep: tiny }) }),
};

const data = () => [noise([24, 4], 1), noise([24, 1], 2)];

/** Dropout and noise without a seed, batch normalization, a metric, and nothing but running statistics that moves. */
function build(source: Source) {
  const dense = (units: number, seed: number) =>
    tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotUniform({ seed }) });
  const input = tf.input({ shape: [4] });
  const dropped = tf.layers.dropout({ rate: 0.5 }).apply(dense(6, 1).apply(input));
  const noisy = tf.layers.gaussianNoise({ stddev: 0.5 }).apply(dropped);
  const normal = tf.layers.batchNormalization({}).apply(noisy) as tf.SymbolicTensor;
  const model = tf.model({ inputs: input, outputs: dense(1, 2).apply(normal) as tf.SymbolicTensor });
  const optimizer = sgd({ learningRate: 0, gradient: source });
  model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
  return { model, optimizer };
}

/** Runs `body` with the numbers of Math.random repeatable. */
async function withRandom<T>(body: () => Promise<T>): Promise<T> {
  const { random } = Math;
  let draws = 0;
  Math.random = () => {
    const wild = 1e4 * Math.sin(++draws);
    return wild - Math.floor(wild);
  };
  try {
    return await body();
  } finally {
    Math.random = random;
  }
}

async function trained(source: Source) {
  const { model, optimizer } = build(source);
  const [x, y] = data();
  const fit = () => withRandom(() => model.fit(x, y, { epochs: 2, batchSize: 8, shuffle: false, verbose: 0 }));
  const { history } = await fit();
  const { numTensors } = tf.memory();
  await fit();
  const leaked = tf.memory().numTensors - numTensors;
  const weights = model.getWeights().flatMap((weight) => Array.from(weight.dataSync()));
  for (const one of [optimizer, model, x, y]) one.dispose();
  return { history, leaked, weights };
}

onEachBackend(() => {
  test.each(Object.entries(sources))(
    '%s in model.fit: metrics and running statistics of one run, the same dropout in all, no leak',
    async (_name, make) => {
      const plain = await trained(reverseMode);
      const { history, leaked, weights } = await trained(make());
      expect(leaked).toBe(0);
      expect(history.mae).toEqual(plain.history.mae);
      history.loss.forEach((loss, epoch) => {
        expect(loss).toBeCloseTo(plain.history.loss[epoch] as number, 6);
      });
      expect(weights).toEqual(plain.weights); // the learning rate is 0, so these are batch normalization's
    },
  );
});

test('all runs of a step are the same function, a new one each step', () => {
  const w = tf.variable(tf.scalar(1));
  const values: number[][] = [];
  const source: Source = defineGradientSource({
    name: 'runsThrice',
    provides: ['grad', 'loss'],
    evaluate(loss, variables, step) {
      values.push([0, 1, 2].map(() => tf.tidy(() => loss().dataSync()[0])));
      return reverseMode.evaluate(loss, variables, step);
    },
  });
  const optimizer = sgd({ learningRate: 0, gradient: source });
  const loss = () => tf.mul(w, tf.sum(tf.randomNormal([3]))) as tf.Scalar;
  for (let step = 0; step < 2; step++) optimizer.minimize(loss);
  const [first, second] = values;
  expect(new Set(first).size).toBe(1);
  expect(new Set(second).size).toBe(1);
  expect(first[0]).not.toBe(second[0]);
  w.dispose();
});

test('trainOnBatch reads the metrics of every run, and they do not pile up', async () => {
  await tf.setBackend('cpu');
  const { model, optimizer } = build(sharpnessAware());
  const [x, y] = data();
  await model.trainOnBatch(x, y);
  const { numTensors } = tf.memory();
  for (let step = 0; step < 3; step++) {
    const [loss, mae] = (await model.trainOnBatch(x, y)) as number[];
    expect(Number.isFinite(loss) && Number.isFinite(mae)).toBe(true);
  }
  expect(tf.memory().numTensors).toBe(numTensors);
  for (const one of [optimizer, model, x, y]) one.dispose();
});

test('a loss that fails leaves nothing changed, and the random numbers as they were', () => {
  const { random } = Math;
  const own = Object.getOwnPropertyNames(tf.engine());
  const w = tf.variable(tf.tensor1d([1, 2]));
  const optimizer = sgd({ gradient: sharpnessAware() });
  const { numTensors } = tf.memory();
  let runs = 0;
  const loss = () => {
    if (++runs === 2) throw new Error('second run');
    return tf.sum(tf.square(w)) as tf.Scalar;
  };
  expect(() => optimizer.minimize(loss)).toThrow('second run');
  expect(Array.from(w.dataSync())).toEqual([1, 2]);
  expect(Math.random).toBe(random);
  expect(Object.getOwnPropertyNames(tf.engine())).toEqual(own);
  expect(tf.memory().numTensors).toBe(numTensors);
  optimizer.dispose();
  w.dispose();
});

test('what a loss assigns, more than once, and what it has kept for itself, is after further runs as after the first', async () => {
  await tf.setBackend('cpu');
  const [w, count] = [tf.variable(tf.tensor1d([1, 2])), tf.variable(tf.scalar(0), false)];
  const own = tf.keep(tf.scalar(2));
  const optimizer = sgd({ learningRate: 0, gradient: sharpnessAware() });
  const loss = () => {
    for (let time = 0; time < 2; time++) count.assign(tf.add(count, 1));
    return tf.mul(tf.keep(own), tf.sum(tf.square(w))) as tf.Scalar;
  };
  const { numTensors } = tf.memory();
  for (let step = 0; step < 3; step++) optimizer.minimize(loss);
  expect(count.dataSync()[0]).toBe(6);
  expect(own.isDisposed).toBe(false);
  expect(tf.memory().numTensors).toBe(numTensors);
  tf.dispose([w, count, own]);
  optimizer.dispose();
});

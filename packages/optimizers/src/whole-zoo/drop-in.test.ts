import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { onEachBackend } from '../fixtures/backends.js';
import { adam, ademamix, defineOptimizer, inducedMetric, momentum, sgd, type ZooOptimizer } from '../index.js';

const x = () => tf.tensor2d(Array.from({ length: 48 }, (_, i) => [Math.sin(i), Math.cos(2 * i), Math.sin(3 * i)]));
const y = (input: tf.Tensor2D) =>
  tf.tidy(() => tf.matMul(tf.tanh(input), tf.tensor2d([[1], [-2], [0.5]])) as tf.Tensor2D);

function build(optimizer: tf.Optimizer): tf.Sequential {
  const glorot = (seed: number) => tf.initializers.glorotUniform({ seed });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 6, activation: 'tanh', inputShape: [3], kernelInitializer: glorot(1) }),
      tf.layers.dense({ units: 1, kernelInitializer: glorot(2) }),
    ],
  });
  model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
  return model;
}

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((weight) => Array.from(weight.dataSync()));

onEachBackend((backend) => {
  let input: tf.Tensor2D;
  let target: tf.Tensor2D;
  beforeEach(() => {
    input = x();
    target = y(input);
  });
  afterEach(() => tf.dispose([input, target]));

  test('fitDataset and trainOnBatch are the same steps as fit', async () => {
    const batches = (tensor: tf.Tensor2D) => tf.split(tensor, 3);
    const models = [0, 1, 2].map(() => build(ademamix({ learningRate: 0.01 })));
    await models[0].fit(input, target, { epochs: 1, batchSize: 16, shuffle: false, verbose: 0 });
    const [xs, ys] = [batches(input), batches(target)];
    const dataset = tf.data.array(xs.map((batch, i) => ({ xs: batch.clone(), ys: ys[i].clone() })));
    await models[1].fitDataset(dataset, { epochs: 1, verbose: 0 });
    for (const [i, batch] of xs.entries()) await models[2].trainOnBatch(batch, ys[i]);
    expect(weightsOf(models[1])).toEqual(weightsOf(models[0]));
    expect(weightsOf(models[2])).toEqual(weightsOf(models[0]));
  });

  test('follows tf.train.adam, whose epsilon is made the same', async () => {
    const models = [adam({ learningRate: 0.01, epsilon: 1e-7 }), tf.train.adam(0.01, 0.9, 0.999, 1e-7)].map(build);
    for (const model of models)
      await model.fit(input, target, { epochs: 10, batchSize: 16, shuffle: false, verbose: 0 });
    const [ours, theirs] = models.map(weightsOf);
    ours.flat().forEach((weight, i) => {
      expect(weight).toBeCloseTo(theirs.flat()[i], 4);
    });
  });

  test('layers may be frozen and thawed under one optimizer; a frozen one is not touched', async () => {
    const optimizer = adam({ learningRate: 0.01 });
    const model = build(optimizer);
    const fit = () => model.fit(input, target, { epochs: 2, shuffle: false, verbose: 0 });
    const recompile = (frozen: boolean) => {
      model.layers[0].trainable = !frozen;
      model.compile({ optimizer, loss: 'meanSquaredError' });
    };
    const layers = () => model.layers.map((layer) => layer.getWeights().map((weight) => Array.from(weight.dataSync())));
    await fit();
    const first = layers();
    recompile(true);
    await fit();
    const second = layers();
    expect(second[0]).toEqual(first[0]);
    expect(second[1]).not.toEqual(first[1]);
    recompile(false);
    await fit();
    expect(layers()[0]).not.toEqual(second[0]);
    expect(optimizer.iterations).toBe(12);
  });

  test('a layer sees the new weights at once, whatever the backend keeps of the old ones', () => {
    const image = tf.tensor4d(
      Array.from({ length: 72 }, (_, i) => Math.sin(i)),
      [1, 6, 6, 2],
    );
    const row = image.reshape([1, 72]);
    const forward = (filter: tf.Tensor, kernel: tf.Tensor) =>
      tf.tidy(() => [
        ...tf.conv2d(image, filter as tf.Tensor4D, 1, 'same').dataSync(),
        ...tf.matMul(row, kernel.as2D(72, 5)).dataSync(),
      ]);
    const filter = tf.variable(tf.randomNormal([3, 3, 2, 4], 0, 1, 'float32', 1));
    const kernel = tf.variable(tf.randomNormal([72, 5], 0, 1, 'float32', 2));
    const optimizer = sgd({ learningRate: 0.1 });
    for (let step = 0; step < 4; step++) {
      forward(filter, kernel);
      optimizer.applyGradients({ [filter.name]: tf.onesLike(filter), [kernel.name]: tf.onesLike(kernel) });
      const copies = [filter, kernel].map((weights) => tf.tensor(weights.arraySync())) as [tf.Tensor, tf.Tensor];
      expect(forward(filter, kernel)).toEqual(forward(...copies));
    }
  });

  test('state survives setBackend in mid-training', async () => {
    const run = async (switches: boolean) => {
      const variable = tf.variable(tf.tensor1d([1, 2, 3]));
      const optimizer = adam({ learningRate: 0.1 });
      for (let step = 0; step < 6; step++) {
        if (switches) await tf.setBackend(step % 2 ? backend : 'cpu');
        optimizer.minimize(() => tf.sum(tf.square(variable)));
      }
      return Array.from(variable.dataSync());
    };
    const [stayed, moved] = [await run(false), await run(true)];
    await tf.setBackend(backend);
    moved.forEach((value, i) => {
      expect(value).toBeCloseTo(stayed[i], 6);
    });
  });

  test('a rule that has no fused form runs eagerly', async () => {
    const cubeRoot = defineOptimizer({
      name: 'CubeRoot',
      reference: 'this test',
      hyper: { learningRate: number('[0, inf)', 0.1) },
      slots: [],
      update: ({ param, grad, learningRate }) => ({
        param: param.sub(
          grad
            .abs()
            .pow(1 / 3)
            .mul(grad.sign())
            .mul(learningRate),
        ),
      }),
    });
    const variable = tf.variable(tf.tensor1d([8, -27]));
    const { kernels } = await tf.profile(() => cubeRoot().applyGradients({ [variable.name]: tf.tensor1d([8, -27]) }));
    expect(Array.from(variable.dataSync())).toEqual([expect.closeTo(7.8, 5), expect.closeTo(-26.7, 5)]);
    expect(kernels.map(({ name }) => name)).toContain('Pow');
  });

  test('state shares a buffer with nothing, even where a rule keeps the gradient or one value twice', () => {
    const keeper = defineOptimizer({
      name: 'Keeper',
      reference: 'this test',
      hyper: { learningRate: number('[0, inf)', 0.1) },
      slots: ['last', 'again', 'before'],
      // pow makes it run eagerly
      update: ({ param, grad, learningRate }) => ({
        last: grad,
        again: grad,
        before: param,
        param: param.sub(grad.pow(1).mul(learningRate)),
      }),
    });
    const variable = tf.variable(tf.tensor1d([1, 2]));
    const grad = tf.tensor1d([10, 20]);
    const optimizer = keeper();
    optimizer.applyGradients({ [variable.name]: grad });
    optimizer.applyGradients({ [variable.name]: tf.tensor1d([0, 0]) });
    expect(Array.from(grad.dataSync())).toEqual([10, 20]);
    expect(Array.from(variable.dataSync())).toEqual([0, 0]);
  });
});

describe('state is nobody else’s', () => {
  const named = (name: string) => tf.variable(tf.tensor1d([1, 2]), true, name);
  const ones = () => tf.tensor1d([1, 1]);

  test('an array read from an exported slot stays as it was, though other variables are stepped first', async () => {
    const [a, b] = [named('a'), named('b')];
    const optimizer = adam();
    optimizer.applyGradients({ a: ones(), b: ones() });
    const exported = await optimizer.getWeights();
    const m = exported.find(({ name }) => name === 'b/m')!.tensor.dataSync();
    const before = Array.from(m);
    optimizer.applyGradients({ a: ones() });
    optimizer.applyGradients({ b: tf.tensor1d([5, 5]) });
    expect(Array.from(m)).toEqual(before);
    tf.dispose([a, b]);
  });

  test('state that was set can be read before and after it is used, and set again', async () => {
    const x = named('x');
    const [optimizer, other] = [adam(), adam()];
    optimizer.applyGradients({ x: ones() });
    await other.setWeights(await optimizer.getWeights());
    const exported = await other.getWeights();
    other.applyGradients({ x: ones() });
    expect(exported.map(({ tensor }) => tensor.isDisposed)).not.toContain(true);
    await other.setWeights(await other.getWeights());
    await other.setWeights(await other.getWeights());
    expect(other.iterations).toBe(2);
    x.dispose();
  });

  test('nor does an array read from state that was set and waits for its variable', async () => {
    const x = named('x');
    const [optimizer, other] = [adam(), adam()];
    optimizer.applyGradients({ x: ones() });
    await other.setWeights(await optimizer.getWeights());
    const waiting = (await other.getWeights()).find(({ name }) => name === 'x/m')!.tensor.dataSync();
    const before = Array.from(waiting);
    other.applyGradients({ x: tf.tensor1d([5, 5]) });
    expect(Array.from(waiting)).toEqual(before);
    x.dispose();
  });

  test('after dispose, or tf.disposeVariables, training starts anew', () => {
    const optimizer = adam({ learningRate: 0.1 });
    const x = named('x');
    for (let step = 0; step < 50; step++) optimizer.applyGradients({ x: ones() });
    optimizer.dispose();
    x.assign(tf.tensor1d([1, 2]));
    optimizer.applyGradients({ x: ones() });
    expect(Array.from(x.dataSync())).toEqual([expect.closeTo(0.9, 6), expect.closeTo(1.9, 6)]);
    tf.disposeVariables();
    const again = named('x');
    optimizer.applyGradients({ x: ones() });
    expect(again.dataSync().every(Number.isFinite)).toBe(true);
    again.dispose();
  });

  test('two copies of the package keep out of each other’s way', () => {
    const x = named('x');
    const output = execFileSync(
      process.execPath,
      [fileURLToPath(new URL('../fixtures/two-copies.mjs', import.meta.url))],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    expect(output.trim()).toBe('Adam, Mine');
    x.dispose();
  });
});

describe.each(['cpu', 'wasm'])('rules of one’s own on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));
  const declared = { reference: 'this test', hyper: { learningRate: number('(-inf, inf)', 0.1) }, slots: [] } as const;

  test('one that changes nothing, and one that only remembers', async () => {
    const x = tf.variable(tf.tensor1d([1, 2]));
    defineOptimizer({ ...declared, name: 'Idle', update: ({ param }) => ({ param }) })().applyGradients({
      [x.name]: x,
    });
    const memo = defineOptimizer({
      ...declared,
      name: 'Memo',
      globalState: { total: 0 },
      update: ({ param, grad, total }) => ({ param, total: total.add(grad.globalSum()) }),
    })();
    for (let step = 0; step < 3; step++) memo.applyGradients({ [x.name]: tf.tensor1d([1, 2]) });
    expect(Array.from(x.dataSync())).toEqual([1, 2]);
    expect((await memo.getWeights())[1].tensor.dataSync()[0]).toBe(9);
  });

  test('memory recovers from a gradient whose square is beyond float32', () => {
    const x = tf.variable(tf.scalar(1));
    const optimizer = inducedMetric({ learningRate: 0.1 });
    optimizer.applyGradients({ [x.name]: tf.scalar(1e20) });
    for (let step = 0; step < 1000; step++) optimizer.applyGradients({ [x.name]: tf.scalar(0) });
    const before = x.dataSync()[0];
    for (let step = 0; step < 50; step++) optimizer.applyGradients({ [x.name]: tf.scalar(1) });
    expect(x.dataSync()[0]).toBeLessThan(before - 1);
  });

  test('where without elements, also eagerly', () => {
    const x = tf.variable(tf.tensor1d([]));
    const clamp = defineOptimizer({
      ...declared,
      name: 'Clamp',
      update: ({ param, grad }) => ({ param: param.sub(grad.pow(1)).maximum(0) }),
    });
    clamp().applyGradients({ [x.name]: tf.tensor1d([]) });
    expect(x.shape).toEqual([0]);
  });
});

test('a kernel survives its backend: removed and made anew under the same name', async () => {
  const { cpu } = tf.engine().registryFactory as Record<string, { factory: () => tf.KernelBackend }>;
  const x = tf.variable(tf.scalar(1));
  const optimizer = sgd({ learningRate: 0.25 });
  const step = async () => {
    tf.registerBackend('again', cpu.factory);
    if (!tf.getKernel('Cast', 'again')) tf.copyRegisteredKernels('cpu', 'again');
    await tf.setBackend('again');
    x.assign(tf.scalar(x.dataSync()[0]));
    optimizer.applyGradients({ [x.name]: tf.scalar(1) });
    const value = x.dataSync()[0];
    await tf.setBackend('cpu');
    x.assign(tf.scalar(value));
    tf.removeBackend('again');
    return value;
  };
  expect([await step(), await step()]).toEqual([0.75, 0.5]);
});

test('a kernel survives the growth of wasm’s globalState, which detaches every view of it', async () => {
  await tf.setBackend('wasm');
  const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
  const x = tf.variable(tf.zeros([2e6]));
  const optimizer = sgd({ learningRate: 0.25 });
  const step = () => tf.tidy(() => optimizer.applyGradients({ [x.name]: tf.ones([2e6]) }));
  step();
  const before = wasm.HEAPU8.length;
  const ballast = tf.zeros([before / 4 + 1e6]);
  expect(wasm.HEAPU8.length).toBeGreaterThan(before);
  step();
  expect(new Set(x.dataSync())).toEqual(new Set([-0.5]));
  tf.dispose([x, ballast]);
});

test('learningRate can be read and set, to a number or a schedule', () => {
  const optimizer = sgd({ learningRate: 0.5 });
  const variable = tf.variable(tf.scalar(1));
  const stepped = () => {
    const before = variable.dataSync()[0];
    optimizer.applyGradients({ [variable.name]: tf.scalar(1) });
    return before - variable.dataSync()[0];
  };
  expect(optimizer.learningRate).toBe(0.5);
  expect(stepped()).toBe(0.5);
  optimizer.learningRate = 0.25;
  expect(stepped()).toBe(0.25);
  optimizer.learningRate = (step) => step / 16;
  expect(optimizer.learningRate).toBe(3 / 16);
  expect(stepped()).toBe(3 / 16);
  optimizer.setLearningRate(2);
  expect(optimizer.learningRate).toBe(2);
});

test('plain sgd keeps no state, and momentum is chosen by its options', () => {
  const names = ({ rule }: ZooOptimizer) => rule.name;
  expect(sgd().rule.slots).toEqual([]);
  expect(sgd({ momentum: undefined }).rule.slots).toEqual([]);
  expect(sgd({ momentum: 0.5 }).rule.slots).toEqual(['b']);
  expect(sgd({ momentum: () => 0 }).rule.slots).toEqual(['b']); // a schedule may rise
  expect([sgd({ l2: 0.1 }), sgd({ momentum: 0.5 }), momentum()].map(names)).toEqual(['SGD', 'SGD', 'Momentum']);
  expect(() => sgd({ nesterov: true })).toThrow("SGD has no option 'nesterov'; it knows learningRate, momentum, l2,");
});

test('a rule that needs the loss says so where it cannot have it', () => {
  const optimizer = inducedMetric({ variant: 'log' });
  const variable = tf.variable(tf.scalar(1));
  expect(() => optimizer.applyGradients({ [variable.name]: tf.scalar(1) })).toThrow(
    "InducedMetric needs 'loss': call minimize, or computeGradients before applyGradients.",
  );
});

test('a variable made anew under its old name with another shape starts from new state', () => {
  const optimizer = adam({ learningRate: 0.1 });
  const first = tf.variable(tf.tensor1d([1, 2]), true, 'anew');
  optimizer.applyGradients({ anew: tf.tensor1d([1, 1]) });
  first.dispose();
  const second = tf.variable(tf.tensor1d([1, 2, 3]), true, 'anew');
  optimizer.applyGradients({ anew: tf.tensor1d([1, 1, 1]) });
  expect(second.dataSync().every(Number.isFinite)).toBe(true);
});

test('a rule that measures elsewhere is traced once, not at each step', () => {
  let traced = 0;
  const ahead = defineOptimizer({
    name: 'Ahead',
    reference: 'this test',
    hyper: { learningRate: number('(-inf, inf)', 0.1) },
    slots: [],
    update: ({ param, grad, learningRate }) => ({ param: param.sub(grad.mul(learningRate)) }),
    gradientAt({ param, learningRate }) {
      traced++;
      return param.sub(learningRate);
    },
  });
  const x = tf.variable(tf.scalar(1));
  const optimizer = ahead();
  const step = () => optimizer.minimize(() => tf.square(x) as tf.Scalar);
  for (let i = 0; i < 3; i++) step();
  const before = traced;
  for (let i = 0; i < 5; i++) step();
  expect(traced).toBe(before);
  optimizer.dispose();
  x.dispose();
});

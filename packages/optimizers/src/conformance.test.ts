import { constant, linearWarmup } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { isNumeric } from './hyperparameters.js';
import { ZooOptimizer } from './index.js';
import { onEachBackend } from './test/backends.js';
import { everyOptimizer } from './test/every-optimizer.js';

const shapes = [[], [0], [5], [2, 1, 3, 2]];
const makeVariables = () => tf.tidy(() => shapes.map((shape) => tf.variable(tf.fill(shape, 0.6))));

/** A loss above zero, not quadratic, that pulls every element elsewhere. */
const lossOf = (variables: readonly tf.Variable[]) => () =>
  tf.tidy(() => {
    const terms = variables.map((x, i) => tf.sum(tf.add(tf.square(tf.sub(x, i + 1)), tf.mul(0.1, tf.cos(x)))));
    return tf.add(tf.addN(terms), 1) as tf.Scalar;
  });

const tensorsOf = (weights: Awaited<ReturnType<ZooOptimizer['getWeights']>>) => weights.map(({ tensor }) => tensor);

/** Gives back the scalars that getWeights makes; the slots it names belong to the optimizer. */
const disposeScalars = (weights: Awaited<ReturnType<ZooOptimizer['getWeights']>>) =>
  tf.dispose(tensorsOf(weights).filter((tensor) => !(tensor instanceof tf.Variable)));

const read = (tensors: readonly tf.Tensor[]) => tensors.map((tensor) => Array.from(tensor.dataSync()));

onEachBackend(() => {
  describe.each(Object.entries(everyOptimizer))('%s', (_name, make) => {
    let variables: tf.Variable[];
    let optimizer: ZooOptimizer;
    let loss: () => tf.Scalar;
    let tensorsBefore: number;

    beforeEach(() => {
      ({ numTensors: tensorsBefore } = tf.memory());
      variables = makeVariables();
      optimizer = make();
      loss = lossOf(variables);
    });

    afterEach(() => {
      optimizer.dispose();
      tf.dispose(variables);
      expect(tf.memory().numTensors).toBe(tensorsBefore);
    });

    const lossNow = () => tf.tidy(() => loss().dataSync()[0]);
    const steps = (count: number, by = optimizer) => {
      for (let i = 0; i < count; i++) by.minimize(loss);
    };

    test('lowers the loss, and leaks nothing over 100 steps', () => {
      const before = lossNow();
      steps(1);
      const { numTensors } = tf.memory();
      steps(100);
      expect(tf.memory().numTensors).toBe(numTensors);
      expect(lossNow()).toBeLessThan(before);
    });

    test('does the whole step in one kernel, or one for each pass', async () => {
      steps(1);
      const { value, grads } = optimizer.computeGradients(loss);
      const { kernels } = await tf.profile(() => optimizer.applyGradients(grads));
      expect([1, 2]).toContain(kernels.length);
      expect(kernels.every(({ name }) => name.startsWith('OptimizerZoo'))).toBe(true);
      tf.dispose([value, grads]);
    });

    test('no slice, clone or earlier dataSync of a parameter changes under the user', () => {
      steps(2);
      const views = tf.tidy(() => variables.flatMap((x) => [x.clone(), tf.slice(x.flatten(), 0, Math.min(2, x.size))]));
      const arrays = variables.map((x) => x.dataSync());
      const before = [...read(views), ...arrays.map((array) => Array.from(array))];
      steps(3);
      expect([...read(views), ...arrays.map((array) => Array.from(array))]).toEqual(before);
      tf.dispose(views);
    });

    test('leaves a variable without a gradient and its state alone', () => {
      steps(2);
      const before = read(variables);
      const { value, grads } = optimizer.computeGradients(loss);
      const [kept, moved] = [variables[2], variables[3]];
      optimizer.applyGradients({ [kept.name]: null as unknown as tf.Tensor, [moved.name]: grads[moved.name] });
      expect(read([kept])[0]).toEqual(before[2]);
      expect(read([moved])[0]).not.toEqual(before[3]);
      tf.dispose([value, grads]);
    });

    test('takes gradients as a map and as a list, in any order', () => {
      const twins = makeVariables();
      const twin = make();
      for (let step = 0; step < 3; step++) {
        const { value, grads } = optimizer.computeGradients(loss);
        const copies = new Map(variables.map((x, i) => [twins[i].name, grads[x.name]]));
        if (optimizer.rule.needs || optimizer.rule.gradientAt) tf.dispose(twin.computeGradients(lossOf(twins)) as unknown as tf.TensorContainer);
        optimizer.applyGradients(grads);
        twin.applyGradients([...copies].reverse().map(([name, tensor]) => ({ name, tensor })));
        tf.dispose([value, grads]);
      }
      expect(read(twins)).toEqual(read(variables));
      twin.dispose();
      tf.dispose(twins);
    });

    test('goes on bit for bit from what getWeights gave', async () => {
      steps(5);
      const saved = await optimizer.getWeights();
      const twins = tf.tidy(() => variables.map((x) => tf.variable(tf.mul(x, 1))));
      const twin = ZooOptimizer.fromConfig(ZooOptimizer, optimizer.getConfig()) as ZooOptimizer;
      await twin.setWeights(saved);
      steps(5);
      for (let step = 0; step < 5; step++) twin.minimize(lossOf(twins));
      expect(read(twins)).toEqual(read(variables));
      expect(twin.iterations).toBe(10);
      disposeScalars(saved);
      twin.dispose();
      tf.dispose(twins);
    });

    test('copies what it imports: the saved tensors may be disposed', async () => {
      steps(2);
      const saved = await optimizer.getWeights();
      const loaded = saved.map(({ name, tensor }) => ({ name, tensor: tf.mul(tensor, 1) }));
      const twin = make();
      await twin.setWeights(loaded);
      tf.dispose(tensorsOf(loaded));
      const again = await twin.getWeights();
      expect(again.map(({ name }) => name)).toEqual(saved.map(({ name }) => name));
      expect(read(tensorsOf(again))).toEqual(read(tensorsOf(saved)));
      disposeScalars(saved);
      tf.dispose(again[0].tensor);
      tf.dispose(tensorsOf(again.slice(1, again.length - variables.length * twin.rule.slots.length)));
      twin.dispose();
    });

    test('every numeric hyperparameter may be a schedule, without a recompilation', () => {
      const { rule: _rule, gradient: _gradient, ...options } = optimizer.getConfig() as Record<string, number>;
      const { hyper } = optimizer.rule;
      const scheduled = Object.entries(options).map(([name, value]) => [
        name,
        isNumeric(hyper[name]) ? constant({ value }) : value,
      ]);
      const twins = makeVariables();
      const twin = new ZooOptimizer(optimizer.rule, Object.fromEntries(scheduled));
      steps(3);
      const kernels = kernelNames();
      for (let step = 0; step < 3; step++) twin.minimize(lossOf(twins));
      expect(read(twins)).toEqual(read(variables));
      optimizer.learningRate = linearWarmup({ warmupSteps: 10, after: 0.02 });
      const rates = new Set<number>();
      for (let step = 0; step < 5; step++) {
        rates.add(optimizer.learningRate);
        steps(1);
      }
      expect(rates.size).toBe(5);
      expect(kernelNames()).toEqual(kernels);
      twin.dispose();
      tf.dispose(twins);
    });

    test('getConfig and fromConfig are each other’s inverse, through JSON', () => {
      const config = optimizer.getConfig();
      const again = ZooOptimizer.fromConfig(ZooOptimizer, JSON.parse(JSON.stringify(config))) as ZooOptimizer;
      expect(again.getConfig()).toEqual(config);
      expect(again.rule.name).toBe(optimizer.rule.name);
    });
  });
});

const kernelNames = () =>
  tf
    .getKernelsForBackend(tf.getBackend())
    .map(({ kernelName }) => kernelName)
    .filter((name) => name.startsWith('OptimizerZoo'));

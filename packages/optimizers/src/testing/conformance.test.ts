import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { defineOptimizer, sgd, ZooOptimizer } from '../index.js';
import { type CheckName, conformance } from './index.js';

beforeAll(() => tf.setBackend('cpu'));

/** What one check says of an optimizer; undefined if it passes. */
async function complaint(make: () => ZooOptimizer, name: CheckName): Promise<string | undefined> {
  const { run } = conformance(make).find((check) => check.name === name)!;
  return run().then(
    () => undefined,
    (error: Error) => error.message,
  );
}

const descent = { reference: 'this test', hyper: { learningRate: number('[0, inf)', 0.05) } };
const uphill = defineOptimizer({
  ...descent,
  name: 'Uphill',
  slots: [],
  update: ({ param, grad, learningRate }) => ({ param: param.add(grad.mul(learningRate)) }),
});
let calls = 0;
const impure = defineOptimizer({
  ...descent,
  name: 'Impure',
  slots: [],
  update: ({ param, grad, learningRate }) => ({ param: param.sub(grad.mul(learningRate).mul(1 + (calls++ % 2))) }),
});
const heavy = defineOptimizer({
  ...descent,
  name: 'Heavy',
  slots: ['b'],
  update({ param, grad, b, learningRate }) {
    b = b.mul(0.9).add(grad);
    return { b, param: param.sub(b.mul(learningRate)) };
  },
});
const powerful = defineOptimizer({
  ...descent,
  name: 'Powerful',
  slots: [],
  update: ({ param, grad, learningRate }) => ({ param: param.sub(grad.mul(learningRate).mul(grad.pow(0))) }),
});
const undefinedAtZero = defineOptimizer({
  ...descent,
  name: 'UndefinedAtZero',
  slots: [],
  update: ({ param, grad, learningRate }) => ({
    param: param.sub(grad.div(grad.abs()).mul(learningRate)),
  }),
});

class Leaking extends ZooOptimizer {
  override applyGradients(gradients: tf.NamedTensorMap): void {
    tf.keep(tf.scalar(1));
    super.applyGradients(gradients);
  }
}
class Forgetful extends ZooOptimizer {
  override async setWeights(weights: Awaited<ReturnType<ZooOptimizer['getWeights']>>): Promise<void> {
    await super.setWeights(weights.slice(0, 1));
  }
}
class Rash extends ZooOptimizer {
  override applyGradients(gradients: tf.NamedTensorMap): void {
    super.applyGradients(
      Object.fromEntries(
        Object.entries(gradients).map(([name, grad]) => [
          name,
          grad ?? tf.onesLike(tf.engine().registeredVariables[name]),
        ]),
      ),
    );
  }
}

test.each<[() => ZooOptimizer, CheckName, string]>([
  [uphill, 'lowers the loss', "Uphill fails 'lowers the loss': the loss is "],
  [
    impure,
    'its kernel equals its rule on tensors: ordinary numbers, zeros and denormals',
    'after 1 steps: param of [3][1] is ',
  ],
  [powerful, 'takes one kernel for each pass', 'a step runs the kernels '],
  [
    undefinedAtZero,
    'zero gradients leave everything finite, and the same each time',
    'after five gradients of zero: x0[0] is NaN.',
  ],
  [() => new Leaking(heavy.rule), 'leaks nothing over 30 steps', 'there are 30 tensors more'],
  [() => new Leaking(heavy.rule), 'takes one kernel for each pass', '2 tensors are left when all is disposed.'],
  [
    () => new Rash(heavy.rule),
    'a null gradient leaves a variable and its state alone',
    'a variable without a gradient: x2[0]',
  ],
])('what is wrong is found and said: %#', async (make, name, sentence) => {
  expect(await complaint(make, name)).toContain(sentence);
});

test('state that is not loaded is found', async () => {
  const make = () => new Forgetful(heavy.rule);
  const before = ZooOptimizer.fromConfig;
  ZooOptimizer.fromConfig = ((_Class: unknown, config: never) => before(Forgetful as never, config)) as never;
  const said = await complaint(make, 'training goes on from what getWeights gave as if it had not stopped');
  ZooOptimizer.fromConfig = before;
  expect(said).toContain('after five steps from the saved state');
});

test('an exception that is needed passes, and one that is not is an error', async () => {
  const run = (make: () => ZooOptimizer) =>
    conformance(make, { exceptions: { 'lowers the loss': 'it climbs' } })
      .find(({ name }) => name === 'lowers the loss')!
      .run();
  await expect(run(uphill)).resolves.toBeUndefined();
  await expect(run(() => sgd({ learningRate: 0.05 }))).rejects.toThrow(
    "'lowers the loss' holds, although it is excepted (it climbs); take the exception away.",
  );
});

test('an exception from nothing is an error that names the checks', () => {
  expect(() => conformance(uphill, { exceptions: { 'is fast': 'why not' } as never })).toThrow(
    "There is no check 'is fast' to be excepted from; there are 'lowers the loss', ",
  );
});

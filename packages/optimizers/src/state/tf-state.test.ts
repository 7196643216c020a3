import * as tf from '@tensorflow/tfjs';
import { adadelta, adagrad, adam, clipByNorm, ema, momentum, rmsprop, sgd, type ZooOptimizer } from '../index.js';

// State goes over from tf's optimizers and, where it is kept in the same form, back to them.

type NamedTensors = Awaited<ReturnType<tf.Optimizer['getWeights']>>;

interface Transfer {
  readonly ours: () => ZooOptimizer;
  readonly theirs: () => tf.Optimizer;
  /** Why state does not go back. */
  readonly oneWay?: string;
  /** How far a step may be off, relative to how far it goes. */
  readonly within?: number;
}

const epsilon = 1e-7;

const transfers: Readonly<Record<string, Transfer>> = {
  sgd: { ours: () => sgd({ learningRate: 0.1 }), theirs: () => tf.train.sgd(0.1) },
  momentum: {
    ours: () => momentum({ learningRate: 0.1, momentum: 0.8 }),
    theirs: () => tf.train.momentum(0.1, 0.8),
  },
  'momentum, Nesterov, in a wrapper without state': {
    ours: () => clipByNorm(momentum({ learningRate: 0.1, momentum: 0.8, nesterov: true }), { clipnorm: 1e3 }),
    theirs: () => tf.train.momentum(0.1, 0.8, true),
  },
  adagrad: {
    ours: () => adagrad({ variant: 'tf', learningRate: 0.1, initialAccumulatorValue: 0.1, epsilon }),
    theirs: () => tf.train.adagrad(0.1, 0.1),
    oneWay: 'G is less its start',
  },
  'adagrad, from another start': {
    ours: () => adagrad({ variant: 'tf', learningRate: 0.1, epsilon }),
    theirs: () => tf.train.adagrad(0.1, 0.1),
  },
  adadelta: {
    ours: () => adadelta({ variant: 'tf', learningRate: 0.5, epsilon }),
    theirs: () => tf.train.adadelta(0.5, 0.95, epsilon),
  },
  rmsprop: {
    ours: () => rmsprop({ variant: 'tf', learningRate: 0.01, momentum: 0.5, epsilon }),
    theirs: () => tf.train.rmsprop(0.01, 0.9, 0.5, epsilon),
  },
  "rmsprop in torch's form": {
    ours: () => rmsprop({ learningRate: 0.01, momentum: 0.5, epsilon: 0 }),
    theirs: () => tf.train.rmsprop(0.01, 0.9, 0.5, 0),
    oneWay: 'b is without the learning rate',
  },
  'rmsprop, centered': {
    ours: () => rmsprop({ variant: 'tf', learningRate: 0.01, momentum: 0.5, centered: true, epsilon: 0 }),
    theirs: () => tf.train.rmsprop(0.01, 0.9, 0.5, 0, true),
  },
  adam: {
    ours: () => adam({ learningRate: 0.1, beta2: 0.99, epsilon }),
    theirs: () => tf.train.adam(0.1, 0.9, 0.99, epsilon),
    within: 1e-5, // tf keeps powers of β in float32
  },
};

const steps = 5;

let variables: tf.Variable[];
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  variables = [tf.variable(tf.zeros([3]), true, 'block/x'), tf.variable(tf.zeros([2, 2]), true, 'y')];
});
afterEach(() => {
  tf.dispose(variables);
});

/** Steps by gradients of the size that real ones have; where x and y are then. */
function run(optimizer: tf.Optimizer, first: number): number[] {
  for (let step = first; step < first + steps; step++) {
    tf.tidy(() => {
      const gradients = variables.map(({ name, shape }, n) => {
        const values = Array.from({ length: n + 3 }, (_, i) => 1e-2 * (1.5 + Math.sin(3 * step + 5 * i + n)));
        return [name, tf.tensor(values, shape)];
      });
      optimizer.applyGradients(Object.fromEntries(gradients));
    });
  }
  return place();
}

const place = () => variables.flatMap((variable) => Array.from(variable.dataSync()));

function put(values: readonly number[]): void {
  const [x, y] = variables;
  tf.tidy(() => {
    x.assign(tf.tensor1d(values.slice(0, 3)));
    y.assign(tf.tensor(values.slice(3), [2, 2]));
  });
}

const copied = (weights: NamedTensors) => weights.map(({ name, tensor }) => ({ name, tensor: tf.mul(tensor, 1) }));

/** Trains one, hands its state to the other, and trains both from there: how far apart they come, relative to the way. */
async function partedAfter(from: tf.Optimizer, to: tf.Optimizer): Promise<number> {
  const start = run(from, 1);
  const saved = await from.getWeights();
  await to.setWeights(copied(saved));
  const expected = run(from, 1 + steps);
  put(start);
  const actual = run(to, 1 + steps);
  return Math.max(...actual.map((value, i) => Math.abs(value - expected[i]) / Math.abs(expected[i] - start[i])));
}

describe.each(Object.entries(transfers))('%s', (_name, { ours, theirs, oneWay, within = 2e-6 }) => {
  test('goes on from the state of tf’s optimizer as that does', async () => {
    expect(await partedAfter(theirs(), ours())).toBeLessThanOrEqual(within);
  });

  test(`${oneWay ? `does not give its state to tf, as ${oneWay}` : 'gives tf’s optimizer state to go on from'}`, async () => {
    const parted = await partedAfter(ours(), theirs());
    if (oneWay) expect(parted).toBeGreaterThan(1e-3);
    else expect(parted).toBeLessThanOrEqual(within);
  });

  test('taking tf’s state leaves nothing behind but the state', async () => {
    const tfs = theirs();
    run(tfs, 1);
    const [saved, optimizer] = [await tfs.getWeights(), ours()];
    const before = tf.memory().numTensors;
    await optimizer.setWeights(saved);
    expect(optimizer.iterations).toBe(steps);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose(saved.map(({ tensor }) => tensor));
  });
});

test('getWeights names slot after slot, each for all variables, as tf does', async () => {
  const [ours, theirs] = [adam(), tf.train.adam()];
  run(ours, 1);
  run(theirs, 1);
  const names = async (optimizer: tf.Optimizer) => (await optimizer.getWeights()).map(({ name }) => name);
  expect(await names(ours)).toEqual(await names(theirs));
  expect(await names(ours)).toEqual(['iter', 'block/x/m', 'y/m', 'block/x/v', 'y/v']);
  ours.dispose();
  theirs.dispose();
});

test('state that was saved variable after variable is taken as ever', async () => {
  const optimizer = adam({ learningRate: 0.1 });
  const start = run(optimizer, 1);
  const [iter, ...slots] = copied(await optimizer.getWeights());
  const byVariable = [...slots].sort((a, b) => a.name.localeCompare(b.name));
  expect(byVariable.map(({ name }) => name)).toEqual(['block/x/m', 'block/x/v', 'y/m', 'y/v']);
  const again = adam({ learningRate: 0.1 });
  await again.setWeights([iter, ...byVariable]);
  const expected = run(optimizer, 1 + steps);
  put(start);
  expect(run(again, 1 + steps)).toEqual(expected);
});

describe('what cannot be meant is an error', () => {
  const stateOf = async (theirs: tf.Optimizer) => {
    run(theirs, 1);
    return theirs.getWeights();
  };

  test('a learning rate of 0, by which tf’s momentum would be divided', async () => {
    const saved = await stateOf(tf.train.rmsprop(0.01, 0.9, 0.5));
    await expect(rmsprop({ learningRate: 0 }).setWeights(saved)).rejects.toThrow(
      "RMSprop: 'block/x/momentum' of tf cannot be taken while learningRate is 0.",
    );
    await rmsprop({ learningRate: 0, variant: 'tf' }).setWeights(saved);
  });

  test('a schedule counts as at the coming step, which is the first that reads it', async () => {
    const saved = await stateOf(tf.train.rmsprop(0.01, 0.9, 0.5));
    const b = async (learningRate: (step: number) => number) => {
      const optimizer = rmsprop({ learningRate });
      await optimizer.setWeights(saved);
      return Array.from((await optimizer.getWeights())[3].tensor.dataSync());
    };
    expect(await b((step) => (step === steps + 1 ? 0.01 : 1))).toEqual(await b(() => 0.01));
  });

  test('groups for which tf’s state would mean different things', async () => {
    const saved = await stateOf(tf.train.adagrad(0.1));
    const groups = (initialAccumulatorValue: number) => [{ match: 'y', options: { initialAccumulatorValue } }];
    await expect(adagrad({ groups: groups(0.2) }).setWeights(saved)).rejects.toThrow(
      "Adagrad: 'block/x/accumulator' of tf cannot be taken, as initialAccumulatorValue differs between groups.",
    );
    await adagrad({ initialAccumulatorValue: 0.2, groups: groups(0.2) }).setWeights(saved);
  });

  test('a wrapper whose own state is not there', async () => {
    const saved = await stateOf(tf.train.momentum(0.1, 0.9));
    await expect(ema(momentum()).setWeights(saved)).rejects.toThrow(
      "ema(Momentum): saved state of 'block/x' lacks average.",
    );
  });

  test('names of tf and of ours together', async () => {
    const [iter, x] = await stateOf(tf.train.momentum(0.1, 0.9));
    await expect(momentum().setWeights([iter, x, { name: 'y/b', tensor: variables[1] }])).rejects.toThrow(
      "Momentum: saved state 'block/x/momentum' is not one of its slots (b).",
    );
  });
});

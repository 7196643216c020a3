import * as tf from '@tensorflow/tfjs';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import { sgd, type ZooOptimizer } from '../index.js';
import { programOf } from '../testing/run.js';

beforeAll(() => tf.setBackend('cpu'));

const shape = [2, 3];
const names = ['kept', 'late'];
let count = 0;
let prefix = '';
const make = () => {
  prefix = `late${count++}`;
  return names.map((name) => tf.variable(tf.fill(shape, 0.6), true, `${prefix}/${name}`));
};
/** A smooth loss that pulls each element elsewhere, over some of the variables. */
const lossOf = (variables: readonly tf.Variable[]) => () =>
  tf.tidy(() => {
    const pulled = variables.map((x, i) => tf.sum(tf.square(tf.sub(x, tf.range(i, i + 6).reshape(shape)))));
    return tf.add(
      pulled.reduce((a, b) => tf.add(a, b)),
      1,
    ) as tf.Scalar;
  });
const read = (x: tf.Variable) => Array.from(x.dataSync());

/** Why a variable cannot fare as if it were alone; undefined if it can. */
function companyOf(name: string, optimizer: ZooOptimizer): string | undefined {
  const { rule, gradient } = optimizer;
  const calls = ['accumulated', 'updates', 'skipped'];
  if (rule.overAll) return 'one preconditioner';
  if (Object.keys(rule.globalState ?? {}).some((kept) => !calls.includes(kept))) return 'a number for all variables';
  if (rule.needs?.includes('loss')) return 'one loss';
  if (/hutchinson|hessianVector/i.test(gradient.name)) return 'probes drawn for all variables';
  if (programOf(optimizer).global && name !== 'skipIfNotFinite') return 'one norm';
  return undefined;
}

const alone = Object.entries(everyOptimizer).filter(([name, of]) => companyOf(name, of()) === undefined);

test('most of the zoo looks at one variable at a time', () => {
  expect(alone.length).toBeGreaterThan(55);
});

describe.each(alone)('%s', (_, of) => {
  const train = (optimizer: ZooOptimizer, variables: tf.Variable[], steps: number) => {
    for (let step = 0; step < steps; step++) optimizer.minimize(lossOf(variables), false, variables);
  };

  test('trains a variable that joins late as one that is there from the start', () => {
    const [optimizer, other] = [of(), of()];
    const [[kept, late], both] = [make(), make()];
    train(optimizer, [kept], 7);
    train(optimizer, [kept, late], 12);
    train(other, both, 12);
    expect(read(late)).toEqual(read(both[1]));
    optimizer.dispose();
    other.dispose();
    tf.dispose([kept, late, ...both]);
  });

  test('goes on with it as if it had not stopped', async () => {
    const [optimizer, other] = [of(), of()];
    const variables = make();
    train(optimizer, variables.slice(0, 1), 7);
    train(optimizer, variables, 3);
    const start = variables.map((x) => tf.mul(x, 1));
    await other.setWeights(await optimizer.getWeights());
    train(optimizer, variables, 5);
    const whole = variables.map(read);
    for (const [i, x] of variables.entries()) x.assign(start[i]);
    train(other, variables, 5);
    expect(variables.map(read)).toEqual(whole);
    optimizer.dispose();
    other.dispose();
    tf.dispose([variables, start]);
  });
});

test('the count of a variable is saved only where it is not the optimizer’s own', async () => {
  const [optimizer, [first, second]] = [everyOptimizer.adam(), make()];
  const saved = async () => (await optimizer.getWeights()).map(({ name }) => name.replace(`${prefix}/`, ''));
  optimizer.minimize(lossOf([first]), false, [first]);
  expect(await saved()).toEqual(['iter', 'kept/m', 'kept/v']);
  optimizer.minimize(lossOf([first, second]), false, [first, second]);
  expect(await saved()).toEqual(['iter', 'kept/m', 'late/m', 'kept/v', 'late/v', 'late/stepCount']);
  optimizer.dispose();
  tf.dispose([first, second]);
});

test('schedules follow the optimizer’s steps, also for a variable that joins late', () => {
  const optimizer = sgd({ learningRate: (step) => 1 / step });
  const [first, second] = make();
  const step = (...variables: tf.Variable[]) =>
    tf.tidy(() => optimizer.applyGradients(Object.fromEntries(variables.map((x) => [x.name, tf.onesLike(x)]))));
  for (let i = 0; i < 3; i++) step(first);
  step(first, second);
  expect(read(second)[0]).toBeCloseTo(0.6 - 1 / 4, 6);
  optimizer.dispose();
  tf.dispose([first, second]);
});

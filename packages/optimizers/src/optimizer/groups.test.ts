import { constant, cosineDecay } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { onEachBackend } from '../fixtures/backends.js';
import { adam, adamw, inducedMetric, momentum, sgd, ZooOptimizer } from '../index.js';

const names = ['body/kernel_1', 'body/bias', 'head/kernel'];
let variables: tf.Variable[];

beforeEach(() => {
  variables = tf.tidy(() => names.map((name) => tf.variable(tf.fill([3], 0.5), true, name)));
});
afterEach(() => {
  tf.dispose(variables);
});

const gradient = (place: number, step: number) =>
  tf.tensor1d(Array.from({ length: 3 }, (_, i) => Math.sin(7 * step + 3 * place + i)));

/** Trains by some optimizers at once, each with the variables in its care; gives the parameters. */
function train(steps: number, ...cares: (readonly [ZooOptimizer, readonly number[]])[]): number[][] {
  for (let step = 1; step <= steps; step++) {
    for (const [optimizer, places] of cares) {
      tf.tidy(() =>
        optimizer.applyGradients(Object.fromEntries(places.map((place) => [names[place], gradient(place, step)]))),
      );
    }
  }
  const points = variables.map((variable) => Array.from(variable.dataSync()));
  for (const [optimizer] of cares) optimizer.dispose();
  variables.forEach((variable) => {
    tf.tidy(() => variable.assign(tf.fill([3], 0.5)));
  });
  return points;
}

const all = [0, 1, 2];

onEachBackend(() => {
  test('each group is trained as by an optimizer of its own', () => {
    const schedule = cosineDecay({ initialValue: 0.1, decaySteps: 10 });
    const grouped = adamw({
      learningRate: 0.01,
      weightDecay: 0.1,
      groups: [
        { match: 'bias', options: { weightDecay: 0 } },
        { match: /^head\//, options: { learningRate: schedule, beta1: 0.5 } },
      ],
    });
    const together = train(8, [grouped, all]);
    const apart = train(
      8,
      [adamw({ learningRate: 0.01, weightDecay: 0.1 }), [0]],
      [adamw({ learningRate: 0.01, weightDecay: 0 }), [1]],
      [adamw({ learningRate: schedule, beta1: 0.5, weightDecay: 0.1 }), [2]],
    );
    expect(together).toEqual(apart);
  });

  test('switches may differ too', () => {
    const grouped = momentum({ groups: [{ match: ({ name }) => name === 'body/bias', options: { nesterov: true } }] });
    const together = train(5, [grouped, all]);
    expect(together).toEqual(train(5, [momentum(), [0, 2]], [momentum({ nesterov: true }), [1]]));
  });

  test('a variable that several groups mean takes the options of all, and later ones win', () => {
    const groups = [
      { match: 'body', options: { learningRate: 0.1, momentum: 0.5 } },
      { match: ['bias', 'none'], options: { learningRate: 0.2 } },
    ];
    expect(train(5, [momentum({ groups }), [1]])).toEqual(
      train(5, [momentum({ learningRate: 0.2, momentum: 0.5 }), [1]]),
    );
  });

  test('in mid-training the options of all are set, and those of groups stay', () => {
    const grouped = sgd({ learningRate: 0, groups: [{ match: 'bias', options: { learningRate: 0.5 } }] });
    grouped.learningRate = 0.25;
    expect(train(1, [grouped, all])).toEqual(
      train(1, [sgd({ learningRate: 0.25 }), [0, 2]], [sgd({ learningRate: 0.5 }), [1]]),
    );
  });

  test('an optimizer that looks at all variables does so over groups', () => {
    const options = { learningRate: 0.1, weightDecay: 0 };
    const alike = inducedMetric({ ...options, groups: [{ match: 'head', options: { learningRate: 0.1 } }] });
    expect(train(5, [alike, all])).toEqual(train(5, [inducedMetric(options), all]));
  });

  test('frozen variables and their state stay until they are thawed', () => {
    const optimizer = adam({ learningRate: 0.1, frozen: 'kernel' });
    const step = (n: number) =>
      tf.tidy(() => optimizer.applyGradients(all.map((place) => ({ name: names[place], tensor: gradient(place, n) }))));
    const read = () => variables.map((variable) => variable.dataSync()[0]);
    step(1);
    expect(read()[0]).toBe(0.5);
    expect(read()[1]).not.toBe(0.5);
    optimizer.freeze(/bias$/);
    const before = read();
    step(2);
    expect(read()).toEqual(before);
    optimizer.thaw(/bias$/);
    step(3);
    expect(read()[1]).not.toBe(before[1]);
    expect(read()[2]).toBe(0.5);
    optimizer.thaw();
    step(4);
    expect(read()[2]).not.toBe(0.5);
    optimizer.dispose();
  });
});

test('groups and frozen variables are saved, through tfjs’s JSON that dislikes underscores', () => {
  const optimizer = adam({
    groups: [
      { match: ['kernel_1', '100%'], options: { learningRate: constant({ value: 0.2 }) } },
      { match: /_norm\/(gamma|beta)$/i, options: { beta1: 0.5 } },
    ],
    frozen: ['head_kernel', /x_y/],
  });
  const config = JSON.parse(JSON.stringify(optimizer.getConfig()));
  expect(JSON.stringify(config)).not.toContain('_');
  const again = ZooOptimizer.fromConfig(ZooOptimizer, config) as ZooOptimizer;
  expect(again.getConfig()).toEqual(optimizer.getConfig());
  const { groups } = again as unknown as { groups: { given: { match: unknown }[] } };
  expect(groups.given.map(({ match }) => match)).toEqual([['kernel_1', '100%'], /_norm\/(gamma|beta)$/i]);
});

describe('what is wrong with groups is said', () => {
  test.each<[() => unknown, string]>([
    [() => adam({ groups: { match: 'x' } as never }), 'Adam: groups is [object Object], but must be a list.'],
    [() => adam({ groups: [5 as never] }), "Adam: groups[0] takes one options object, such as { match: 'bias'"],
    [
      () => adam({ groups: [{ match: 5 as never, options: {} }] }),
      'Adam: groups[0].match is 5, but must be a part of a variable',
    ],
    [
      () => adam({ groups: [{ match: 'x', options: { lr: 1 } as never }] }),
      "Adam: groups[0] has no option 'lr'; it knows learningRate",
    ],
    [
      () => adam({ groups: [{ match: 'x', options: { beta1: 1 } }] }),
      'Adam: groups[0]: beta1 is 1, but must be a number in [0, 1) or a schedule.',
    ],
    [() => adam({ frozen: {} as never }), 'Adam: frozen is [object Object], but must be a part'],
    [
      () => adam({ frozen: () => true }).getConfig(),
      'Adam: frozen is a predicate, which cannot be saved; use names or a regular expression.',
    ],
    [
      () => train(1, [inducedMetric({ groups: [{ match: 'bias', options: { beta: 0.5 } }] }), all]),
      'InducedMetric: beta differs between groups, but the optimizer keeps one number for all variables that depends on it.',
    ],
  ])('%s', (attempt, message) => {
    expect(attempt).toThrow(message);
  });
});

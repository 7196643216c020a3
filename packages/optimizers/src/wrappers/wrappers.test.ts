import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import {
  adam,
  adamw,
  cautious,
  clipByGlobalNorm,
  clipByNorm,
  clipByValue,
  decoupledWeightDecay,
  defineOptimizer,
  egn,
  ema,
  gradientAccumulation,
  grokfast,
  l2Regularization,
  lbfgs,
  lookahead,
  momentum,
  nagGs,
  prodigy,
  sgd,
  skipIfNotFinite,
  xgrad,
  ZooOptimizer,
} from '../index.js';
import { optionsOf } from '../testing/run.js';

const start = [1, -2, 0.5, 3];
const curvature = [1, 10, 0.1, 3];

/** A quadratic that varies with the step, so that gradients change their signs. */
const gradientAt = (x: readonly number[], step: number) =>
  x.map((value, i) => curvature[i] * value + 2 * Math.sin(3 * step + i));

/** The same steps by an optimizer; gives the parameters after each. */
function trained(optimizer: ZooOptimizer, steps: number, gradient = gradientAt): number[][] {
  const x = tf.variable(tf.tensor1d(start));
  const points = Array.from({ length: steps }, (_, index) => {
    step(optimizer, x, gradient(Array.from(x.dataSync()), index + 1));
    return Array.from(x.dataSync());
  });
  tf.dispose(x);
  optimizer.dispose();
  return points;
}

const step = (optimizer: ZooOptimizer, x: tf.Variable, gradient: readonly number[]) =>
  tf.tidy(() => optimizer.applyGradients({ [x.name]: tf.tensor1d([...gradient]) }));

/** The same in float64, by a loop written from the paper. */
function looped(steps: number, next: (x: number[], g: number[], step: number) => number[]): number[][] {
  let x = [...start];
  return Array.from({ length: steps }, (_, index) => {
    x = next(x, gradientAt(x, index + 1), index + 1);
    return x;
  });
}

function expectClose(actual: readonly number[][], expected: readonly number[][]): void {
  actual.forEach((point, index) => {
    point.forEach((value, i) => {
      if (!(Math.abs(value - expected[index][i]) <= 2e-5 * (1 + Math.abs(expected[index][i]))))
        throw new Error(`step ${index + 1}, x[${i}]: ${value}, but the loop has ${expected[index][i]}`);
    });
  });
}

const learningRate = 0.05;

describe('a wrapper that has nothing to do changes nothing, to the last bit', () => {
  test.each<[string, (optimizer: ZooOptimizer) => ZooOptimizer]>([
    ['clipByValue', (optimizer) => clipByValue(optimizer, { clipvalue: 1e6 })],
    ['clipByNorm', (optimizer) => clipByNorm(optimizer, { clipnorm: 1e6 })],
    ['clipByGlobalNorm', (optimizer) => clipByGlobalNorm(optimizer, { globalClipnorm: 1e6 })],
    ['l2Regularization', (optimizer) => l2Regularization(optimizer, { l2: 0 })],
    ['lookahead', (optimizer) => lookahead(optimizer, { syncPeriod: 2, slowStepSize: 1 })],
    ['ema', (optimizer) => ema(optimizer)],
    ['gradientAccumulation', (optimizer) => gradientAccumulation(optimizer, { gradientAccumulationSteps: 1 })],
    ['skipIfNotFinite', skipIfNotFinite],
    ['grokfast', (optimizer) => grokfast(optimizer, { grokfastLambda: 0 })],
  ])('%s', (_name, wrap) => {
    expect(trained(wrap(nagGs({ alpha: learningRate })), 12)).toEqual(trained(nagGs({ alpha: learningRate }), 12));
  });
});

const descent = defineOptimizer({
  name: 'Descent',
  reference: 'this test',
  hyper: { learningRate: number('(-inf, inf)', 0.1) },
  slots: [],
  update: ({ param, grad, learningRate }) => ({ param: param.sub(grad.mul(learningRate)) }),
});

describe('what a rule can do itself, its wrapper does alike, to the last bit', () => {
  test.each<[string, () => ZooOptimizer, () => ZooOptimizer]>([
    [
      'decoupledWeightDecay(adam) is adamw',
      () => decoupledWeightDecay(adam({ learningRate }), { weightDecay: 0.3 }),
      () => adamw({ learningRate, weightDecay: 0.3 }),
    ],
    [
      'l2Regularization is l2',
      () => l2Regularization(descent({ learningRate }), { l2: 0.3 }),
      () => sgd({ learningRate, l2: 0.3 }),
    ],
  ])('%s', (_name, wrapped, own) => {
    expect(trained(wrapped(), 12)).toEqual(trained(own(), 12));
  });
});

describe('clipping', () => {
  test('by value and by norm, of one step of gradient descent', () => {
    const at = (wrap: (optimizer: ZooOptimizer) => ZooOptimizer) =>
      trained(wrap(sgd({ learningRate: 1 })), 1, () => [3, -4, 0, 0.5])[0].map((value, i) => start[i] - value);
    expect(at((optimizer) => clipByValue(optimizer, { clipvalue: 2 }))).toEqual([2, -2, 0, 0.5]);
    const norm = Math.hypot(3, 4, 0.5);
    const shortened = at((optimizer) => clipByNorm(optimizer, { clipnorm: 1 }));
    [3, -4, 0, 0.5].forEach((g, i) => {
      expect(shortened[i]).toBeCloseTo(g / norm, 6);
    });
  });

  test('by norm for each variable, by global norm for all', () => {
    const clipped = (optimizer: ZooOptimizer) => {
      const variables = [tf.variable(tf.zeros([1])), tf.variable(tf.zeros([1]))];
      tf.tidy(() =>
        optimizer.applyGradients({ [variables[0].name]: tf.tensor1d([3]), [variables[1].name]: tf.tensor1d([4]) }),
      );
      const values = variables.map((variable) => -variable.dataSync()[0]);
      tf.dispose(variables);
      optimizer.dispose();
      return values;
    };
    expect(clipped(clipByNorm(sgd({ learningRate: 1 }), { clipnorm: 2 }))).toEqual([2, 2]);
    const [a, b] = clipped(clipByGlobalNorm(sgd({ learningRate: 1 }), { globalClipnorm: 2 }));
    expect(a).toBeCloseTo(1.2, 6);
    expect(b).toBeCloseTo(1.6, 6);
  });
});

test('decoupledWeightDecay leaves out the variables that are excluded', () => {
  const [kernel, bias] = ['decay/kernel', 'decay/bias'].map((name) => tf.variable(tf.scalar(1), true, name));
  const grouped = sgd({ learningRate: 0.5, groups: [{ match: 'bias', options: { learningRate: 0.25 } }] });
  const optimizer = decoupledWeightDecay(grouped, { weightDecay: 0.5, exclude: ['bias'] });
  tf.tidy(() => optimizer.applyGradients({ 'decay/kernel': tf.scalar(0), 'decay/bias': tf.scalar(1) }));
  expect(kernel.dataSync()[0]).toBe(0.75);
  expect(bias.dataSync()[0]).toBe(0.75);
  tf.dispose([kernel, bias]);
  optimizer.dispose();
});

describe('gradientAccumulation', () => {
  test('makes the step of the mean gradient, and nothing in between', () => {
    const parts = (step: number) =>
      [0, 1, 2].map((part) => start.map((_, i) => Math.fround(Math.sin(7 * step + 3 * part + i))));
    const schedule = (step: number) => 0.1 / step;
    const optimizer = gradientAccumulation(adam({ learningRate: schedule }), { gradientAccumulationSteps: 3 });
    const x = tf.variable(tf.tensor1d(start));
    const whole = adam({ learningRate: schedule });
    const y = tf.variable(tf.tensor1d(start));
    for (let update = 1; update <= 4; update++) {
      const before = Array.from(x.dataSync());
      const [first, second, third] = parts(update);
      step(optimizer, x, first);
      step(optimizer, x, second);
      expect(Array.from(x.dataSync())).toEqual(before);
      step(optimizer, x, third);
      step(
        whole,
        y,
        first.map((g, i) => Math.fround(Math.fround(Math.fround(g + second[i]) + third[i]) / 3)),
      );
      expect(Array.from(x.dataSync())).toEqual(Array.from(y.dataSync()));
    }
    expect(optimizer.globalState).toEqual({ accumulated: 0, updates: 4 });
    tf.dispose([x, y]);
    optimizer.dispose();
    whole.dispose();
  });

  test('counts the gradients of each variable: two losses in turns train both, as two optimizers would', () => {
    const train = (...optimizers: ZooOptimizer[]) => {
      const variables = [0, 1].map((place) => tf.variable(tf.tensor1d(start.map((value) => value + place))));
      for (let call = 0; call < 20; call++) {
        const x = variables[call % 2];
        step(optimizers[call % optimizers.length], x, gradientAt(Array.from(x.dataSync()), call));
      }
      const points = variables.map((variable) => Array.from(variable.dataSync()));
      tf.dispose(variables);
      for (const optimizer of optimizers) optimizer.dispose();
      return points;
    };
    const make = () => gradientAccumulation(adam({ learningRate }), { gradientAccumulationSteps: 2 });
    const together = train(make());
    expect(together).toEqual(train(make(), make()));
    expect(together[0]).not.toEqual(start);
  });

  test('a rule that looks at all variables at once says so where they take turns', () => {
    const [x, y] = ['turns/x', 'turns/y'].map((name) => tf.variable(tf.tensor1d(start), true, name));
    const optimizer = gradientAccumulation(prodigy(), { gradientAccumulationSteps: 2 });
    for (let call = 0; call < 3; call++) {
      step(optimizer, x, start);
      step(optimizer, y, start);
    }
    expect(() => step(optimizer, x, start)).toThrow(
      "gradientAccumulation(Prodigy): 'turns/x' has had 3 gradients, but none at a call that makes a step; Prodigy looks at all variables at once.",
    );
    tf.dispose([x, y]);
    optimizer.dispose();
  });

  test.each<[string, (optimizer: ZooOptimizer) => ZooOptimizer]>([
    ['decoupledWeightDecay', decoupledWeightDecay],
    ['ema', ema],
    ['lookahead', lookahead],
    ['grokfast', grokfast],
    ['cautious', cautious],
    ['xgrad', xgrad],
  ])('%s around it, which would act at each call, is refused by name', (name, wrap) => {
    const gathering = gradientAccumulation(skipIfNotFinite(sgd()));
    expect(() => wrap(gathering)).toThrow(
      `${name} cannot wrap gradientAccumulation(skipIfNotFinite(SGD)), which does not make a step at each call: write gradientAccumulation(${name}(skipIfNotFinite(SGD))).`,
    );
    expect(() => wrap(clipByValue(gathering))).toThrow(
      `write clipByValue(gradientAccumulation(${name}(skipIfNotFinite(SGD)))).`,
    );
  });
});

describe('skipIfNotFinite', () => {
  test('a step with NaN or infinity is as if it had not been', () => {
    const optimizer = skipIfNotFinite(adamw({ learningRate }));
    const x = tf.variable(tf.tensor1d(start));
    const bad = [
      [Number.NaN, 0, 0, 0],
      [0, Number.POSITIVE_INFINITY, 0, 0],
    ];
    const points: number[][] = [];
    for (let good = 1; good <= 6; good++) {
      if (good % 2 === 0) step(optimizer, x, bad[good % 4 === 0 ? 0 : 1]);
      step(optimizer, x, gradientAt(Array.from(x.dataSync()), good));
      points.push(Array.from(x.dataSync()));
    }
    expect(points).toEqual(trained(adamw({ learningRate }), 6));
    expect(optimizer.globalState.skipped).toBe(3);
    expect(optimizer.iterations).toBe(9);
    tf.dispose(x);
    optimizer.dispose();
  });
});

describe('against float64 loops written from the papers', () => {
  test('cautious AdamW', () => {
    const [beta1, beta2, epsilon, weightDecay] = [0.9, 0.999, 1e-8, 0.1];
    const m = start.map(() => 0);
    const v = start.map(() => 0);
    const loop = looped(30, (x, g, t) => {
      const u = g.map((gi, i) => {
        m[i] = beta1 * m[i] + (1 - beta1) * gi;
        v[i] = beta2 * v[i] + (1 - beta2) * gi * gi;
        return (-learningRate * m[i]) / (1 - beta1 ** t) / (Math.sqrt(v[i] / (1 - beta2 ** t)) + epsilon);
      });
      // As AdamW decays before its step, u starts from the weights before decay.
      const mask: number[] = u.map((ui, i) => (ui * g[i] < 0 ? 1 : 0));
      const mean = Math.max(mask.reduce((sum, one) => sum + one, 0) / mask.length, 1e-3);
      return x.map((xi, i) => xi * (1 - learningRate * weightDecay) + (u[i] * mask[i]) / mean);
    });
    const actual = trained(cautious(adamw({ learningRate, weightDecay })), 30);
    expectClose(actual, loop);
    expect(actual).not.toEqual(trained(adamw({ learningRate, weightDecay }), 30)); // some element was held back
  });

  test('grokfast', () => {
    const h = start.map(() => 0);
    const loop = looped(30, (x, g, t) =>
      x.map((xi, i) => {
        h[i] = t === 1 ? g[i] : 0.98 * h[i] + 0.02 * g[i];
        return xi - learningRate * (g[i] + 2 * h[i]);
      }),
    );
    expectClose(trained(grokfast(sgd({ learningRate })), 30), loop);
  });

  test('lookahead around heavy-ball momentum that is pulled back', () => {
    const [a, k, mu] = [0.7, 3, 0.9];
    let slow = [...start];
    let [b, slowB] = [start.map(() => 0), start.map(() => 0)];
    const loop = looped(20, (x, g, t) => {
      b = b.map((bi, i) => mu * bi + g[i]);
      let next = x.map((xi, i) => xi - 0.02 * b[i]);
      if (t % k === 0) {
        next = next.map((fast, i) => a * fast + (1 - a) * slow[i]);
        slow = next;
        b = b.map((bi, i) => a * bi + (1 - a) * slowB[i]);
        slowB = b;
      }
      return next;
    });
    const inner = momentum({ learningRate: 0.02, momentum: mu });
    const options = { syncPeriod: k, slowStepSize: a, pullbackMomentum: 'pullback' } as const;
    expectClose(trained(lookahead(inner, options), 20), loop);
  });
});

describe('ema', () => {
  test('eval gives the average of the weights, train gives the weights back', () => {
    const optimizer = ema(sgd({ learningRate }), { emaMomentum: 0.8 });
    const x = tf.variable(tf.tensor1d(start));
    const { numTensors } = tf.memory();
    optimizer.eval(); // before the first step there is none
    let average: number[] = [];
    for (let t = 1; t <= 7; t++) {
      step(optimizer, x, gradientAt(Array.from(x.dataSync()), t));
      const now = Array.from(x.dataSync());
      average = t === 1 ? now : average.map((a, i) => 0.8 * a + 0.2 * now[i]);
    }
    const weights = Array.from(x.dataSync());
    const withSlots = tf.memory().numTensors;
    optimizer.eval();
    optimizer.eval();
    expectClose([Array.from(x.dataSync())], [average]);
    expect(() => step(optimizer, x, start)).toThrow(
      'ema(SGD) cannot apply gradients while the weights are those for evaluation; call train() first.',
    );
    expect(() => optimizer.minimize(() => tf.sum(x) as tf.Scalar)).toThrow('cannot compute gradients');
    optimizer.train();
    optimizer.train();
    expect(Array.from(x.dataSync())).toEqual(weights);
    expect(tf.memory().numTensors).toBe(withSlots);
    optimizer.eval();
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
    tf.dispose(x);
  });

  test('is not saved with the weights for evaluation', async () => {
    const optimizer = ema(sgd({ learningRate }));
    const x = tf.variable(tf.scalar(1));
    optimizer.minimize(() => tf.square(x) as tf.Scalar);
    optimizer.eval();
    await expect(optimizer.getWeights()).rejects.toThrow('cannot be saved while the weights are those for evaluation');
    optimizer.dispose();
    tf.dispose(x);
  });
});

describe('a rule that measures gradients elsewhere', () => {
  test('refuses gradients that were measured at the weights', () => {
    const x = tf.variable(tf.scalar(1));
    const optimizer = xgrad(adam());
    expect(() => tf.tidy(() => optimizer.applyGradients({ [x.name]: tf.scalar(1) }))).toThrow(
      'xgrad(Adam) measures gradients elsewhere than at the weights: call minimize, or computeGradients before applyGradients.',
    );
    tf.dispose(x);
    optimizer.dispose();
  });

  test('is checked and traced once, not at each step', () => {
    let traced = 0;
    const probing = defineOptimizer({
      name: 'Probing',
      reference: 'this test',
      hyper: { learningRate: number('(-inf, inf)', 0.1) },
      slots: [],
      gradientAt({ param }) {
        traced++;
        return param.mul(2);
      },
      update: ({ param, grad, learningRate }) => ({ param: param.sub(grad.mul(learningRate)) }),
    });
    const x = tf.variable(tf.scalar(1));
    const optimizer = probing();
    for (let t = 0; t < 5; t++) optimizer.minimize(() => tf.square(x) as tf.Scalar);
    expect(traced).toBe(2); // a rule of one's own is checked before
    tf.dispose(x);
    optimizer.dispose();
  });

  test('leaves the weights where they were if the loss throws', () => {
    const x = tf.variable(tf.scalar(1));
    const optimizer = xgrad(momentum({ learningRate }));
    for (let t = 0; t < 3; t++) optimizer.minimize(() => tf.square(x) as tf.Scalar);
    const [before] = x.dataSync();
    const { numTensors } = tf.memory();
    const seen: number[] = [];
    const failing = () => {
      seen.push(x.dataSync()[0]);
      throw new Error('no loss today');
    };
    expect(() => optimizer.minimize(failing)).toThrow('no loss today');
    expect(x.dataSync()[0]).toBe(before);
    expect(seen[0]).not.toBe(before);
    expect(tf.memory().numTensors).toBe(numTensors);
    tf.dispose(x);
    optimizer.dispose();
  });
});

describe('every rule that decays decoupled does so by its option alone', () => {
  const decaying = Object.entries(everyOptimizer).filter(
    ([, make]) =>
      'weightDecay' in make().rule.hyper && !make().rule.slots.includes('lastStep') && !make().rule.accumulates,
  );
  test.each(decaying)('%s', (_name, make) => {
    const { rule } = make();
    const { weightDecay: _, ...options } = optionsOf(make());
    const without = new ZooOptimizer(rule, { ...options, weightDecay: 0 });
    const decayed = xgrad(new ZooOptimizer(rule, { ...options, weightDecay: 0.3 }));
    const loss = (x: tf.Variable) => () => tf.sum(tf.square(x)) as tf.Scalar;
    const [x, y] = [tf.variable(tf.tensor1d(start)), tf.variable(tf.tensor1d(start))];
    without.minimize(loss(x), false, [x]);
    decayed.minimize(loss(y), false, [y]);
    const slots = tf.engine().registeredVariables;
    const name = Object.keys(slots).find((key) => key.startsWith(`${y.name}/lastStep`))!;
    const lastStep = Array.from(slots[name].dataSync());
    const moved = Array.from(x.dataSync()).map((value, i) => value - start[i]);
    lastStep.forEach((value, i) => {
      expect(value).toBeCloseTo(moved[i], 6);
    });
    without.dispose();
    decayed.dispose();
    tf.dispose([x, y]);
  });
});

describe('what cannot be wrapped', () => {
  test.each<[() => unknown, string]>([
    [() => l2Regularization(adam()), "l2Regularization cannot wrap Adam: both have 'l2'."],
    [() => clipByNorm(clipByNorm(adam())), "clipByNorm cannot wrap clipByNorm(Adam): both have 'clipnorm'."],
    [() => ema(tf.train.adam() as never), 'ema wraps an optimizer such as adam(), not '],
    [() => ema(tf.train.adam() as never), 'not an instance of AdamOptimizer.'],
    [() => ema(lbfgs() as never), 'ema wraps an optimizer such as adam(), not Lbfgs, which is no rule.'],
    [() => ema(egn() as never), 'not Egn, which is no rule.'],
    [() => ema('adam' as never), "ema wraps an optimizer such as adam(), not 'adam'."],
    [() => clipByNorm(adam(), 1 as never), 'clipByNorm takes one options object, such as { clipnorm: … }, not 1.'],
    [() => ema(adam(), { exclude: 'bias' } as never), "ema(Adam) has no option 'exclude'; it knows learningRate,"],
    [
      () => clipByNorm(adam(), { clipnorm: 0 }),
      'clipByNorm(Adam): clipnorm is 0, but must be a number in (0, inf) or a schedule.',
    ],
    [() => clipByNorm(adam(), { clipNorm: 1 } as never), "clipByNorm(Adam) has no option 'clipNorm'"],
    [
      () => lookahead(adam(), { syncPeriod: 1.5 }),
      'syncPeriod is 1.5, but must be a whole number in [1, inf) or a schedule.',
    ],
    [
      () => lookahead(adam(), { pullbackMomentum: 'none ' as never }),
      "lookahead(Adam): pullbackMomentum is 'none ', but must be one of 'none', 'reset', 'pullback'.",
    ],
  ])('%s', (attempt, message) => {
    expect(attempt).toThrow(message);
  });

  test('momentum that is not there cannot be reset', () => {
    const optimizer = lookahead(adam(), { pullbackMomentum: 'reset' });
    const x = tf.variable(tf.scalar(1));
    expect(() => optimizer.minimize(() => tf.square(x) as tf.Scalar)).toThrow(
      "lookahead: pullbackMomentum must be 'none' for Adam, which has no heavy-ball momentum.",
    );
    tf.dispose(x);
    optimizer.dispose();
  });

  test('an optimizer that has been trained', () => {
    const optimizer = adam();
    const x = tf.variable(tf.scalar(1));
    optimizer.minimize(() => tf.square(x) as tf.Scalar);
    expect(() => ema(optimizer)).toThrow('Adam has made steps already; wrap it before.');
    tf.dispose(x);
    optimizer.dispose();
  });
});

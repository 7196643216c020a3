// Rules on tensors on plain arrays: what is not in their reference trajectories.
import * as tf from '@tensorflow/tfjs';
import { inFloat64 } from '../fixtures/autodiff/float64.js';
import { float64Problems } from '../fixtures/float64-problems.js';
import { withoutWasm } from '../fixtures/without-wasm.js';
import * as onTfjs from '../index.js';
import * as plain from './index.js';

const { P2 } = float64Problems;
const start = [-1.2, 1];

/** A matrix and a vector that are not trained apart from each other, in closed form. */
const targets = [1, -2, 0.5, 3, -1, 2];
const named: plain.Objective<{ kernel: number[]; bias: number[] }> = {
  gradient({ kernel, bias }) {
    const shared = kernel[0] + bias[0];
    const dKernel = Array.from(kernel, (w, i) => (i + 1) * (w - targets[i]));
    const dBias = Array.from(bias, (b) => 3 * b + 1);
    dKernel[0] += shared;
    dBias[0] += shared;
    return { kernel: dKernel, bias: dBias };
  },
  hvp({ kernel }, v) {
    const shared = v.kernel[0] + v.bias[0];
    return {
      kernel: Array.from(kernel, (_, i) => (i + 1) * v.kernel[i] + (i === 0 ? shared : 0)),
      bias: Array.from(v.bias, (b, i) => 3 * b + (i === 0 ? shared : 0)),
    };
  },
};
const first = { kernel: [0.3, -0.2, 0.9, 1.1, -0.7, 0.5], bias: [0.1, -0.4] };
const lossOnTfjs = (kernel: tf.Tensor, bias: tf.Tensor) => () =>
  tf.tidy(() => {
    const [w, b] = [tf.reshape(kernel, [-1]), bias];
    const own = tf.sum(tf.mul(tf.square(tf.sub(w, tf.tensor1d(targets))), tf.mul(tf.range(1, 7), 0.5)));
    const shared = tf.square(tf.add(tf.slice(w, 0, 1), tf.slice(b, 0, 1)));
    const others = tf.add(tf.sum(tf.add(tf.mul(tf.square(b), 1.5), b)), tf.mul(tf.sum(shared), 0.5));
    return tf.add(own, others) as tf.Scalar;
  });

/** Numbers by the step and how many are wanted: the same on both machines. */
const wave = (step: number, count: number) =>
  Float64Array.from({ length: count }, (_, i) => 1.4 * Math.sin(12.9898 * (i + 1) + 78.233 * step + count));
const plainRandom: plain.Float64RandomSource = (step) => {
  const normal = (count: number) => wave(step, count);
  return { normal, rademacher: normal, uniform: () => 0.25 };
};
const tfjsRandom: onTfjs.RandomSource = (step) => {
  const normal = (shape: readonly number[]) =>
    tf.tensor([...wave(step, tf.util.sizeFromShape([...shape]))], [...shape], 'float32');
  return { normal, rademacher: normal, uniform: () => 0.25 };
};

/** Options of one machine: of rules in general, of those that draw, and of Newton types. */
interface Given {
  readonly own: object;
  readonly drawing: object;
  readonly newton: object;
}
type Zoo = typeof onTfjs;

/** Made of what both entries have. */
const optimizers: Readonly<Record<string, (zoo: Zoo, given: Given) => onTfjs.ZooOptimizer>> = {
  adafactor: (zoo, { own }) => zoo.adafactor(own),
  muon: (zoo, { own }) => zoo.muon(own),
  shampoo: (zoo, { own }) => zoo.shampoo(own),
  soap: (zoo, { own }) => zoo.soap({ preconditionFrequency: 3, ...own }),
  psgdKron: (zoo, { drawing }) => zoo.psgdKron({ maxSkew: 9, ...drawing }),
  psgdKronNewton: (zoo, { newton }) => zoo.psgdKronNewton({ maxSkew: 9, ...newton }),
  psgdDense: (zoo, { newton }) => zoo.psgdDense(newton),
  psgdLra: (zoo, { drawing }) => zoo.psgdLra({ rank: 2, ...drawing }),
  psgdLraNewton: (zoo, { newton }) => zoo.psgdLraNewton({ rank: 2, ...newton }),
  psgdXmat: (zoo, { drawing }) => zoo.psgdXmat(drawing),
  psgdXmatNewton: (zoo, { newton }) => zoo.psgdXmatNewton(newton),
  'lookahead(muon)': (zoo, { own }) => zoo.lookahead(zoo.muon(own), { syncPeriod: 3 }),
  'ema(soap)': (zoo, { own }) => zoo.ema(zoo.soap(own), { emaMomentum: 0.7 }),
  'clipByGlobalNorm(psgdDense)': (zoo, { newton }) => zoo.clipByGlobalNorm(zoo.psgdDense(newton)),
  'decoupledWeightDecay(shampoo)': (zoo, { own }) => zoo.decoupledWeightDecay(zoo.shampoo(own), { weightDecay: 0.1 }),
  'gradientAccumulation(shampoo)': (zoo, { own }) =>
    zoo.gradientAccumulation(zoo.shampoo(own), { gradientAccumulationSteps: 2 }),
  'xgrad(muon)': (zoo, { own }) => zoo.xgrad(zoo.muon(own)),
  'with groups': (zoo, { drawing }) =>
    zoo.psgdKron({ groups: [{ match: 'bias', options: { learningRate: 0.1 } }], ...drawing }),
  'with a schedule': (zoo, { own }) => zoo.muon({ learningRate: (step: number) => 0.1 / step, ...own }),
};

const shapes = { kernel: [2, 3] };
const onPlain = (name: string) =>
  optimizers[name](plain as never, {
    own: { shapes },
    drawing: { shapes, random: plainRandom },
    newton: { shapes, random: plainRandom, gradient: plain.hessianVector({ random: plainRandom }) },
  }) as unknown as plain.RuleOptimizer;

const steps = 12;

/** The flat parameters after the steps, and those to evaluate with, on tensors of float64. */
function trainOnTfjs(name: string): number[][] {
  const variables = [
    tf.variable(tf.tensor2d(first.kernel, [2, 3]), true, 'kernel'),
    tf.variable(tf.tensor1d(first.bias), true, 'bias'),
  ];
  const optimizer = optimizers[name](onTfjs, {
    own: {},
    drawing: { random: tfjsRandom },
    newton: { random: tfjsRandom, gradient: onTfjs.hessianVector({ random: tfjsRandom }) },
  });
  const read = () => variables.flatMap((variable) => Array.from(variable.dataSync()));
  for (let step = 0; step < steps; step++) optimizer.minimize(lossOnTfjs(variables[0], variables[1]));
  const trained = read();
  optimizer.eval();
  const evaluated = read();
  tf.dispose(variables);
  optimizer.dispose();
  return [trained, evaluated];
}

describe('the same steps as on tensors of tfjs, of a matrix and a vector', () => {
  beforeAll(() => tf.setBackend('cpu'));
  test.each(Object.keys(optimizers))('%s', (name) => {
    const [trained, evaluated] = inFloat64(() => withoutWasm(() => trainOnTfjs(name)));
    const { x, save } = plain.minimize(named, first, { optimizer: onPlain(name), maxSteps: steps });
    const flat = [...x.kernel, ...x.bias];
    expect(save().x).toEqual(trained.map((value) => expect.closeTo(value, 6)));
    expect(flat).toEqual(evaluated.map((value) => expect.closeTo(value, 6)));
    expect(flat).not.toEqual([...first.kernel, ...first.bias]);
  });
});

test.each(Object.keys(optimizers))('%s goes on from its state as JSON, bit for bit', (name) => {
  const run = (maxSteps: number, state?: plain.MinimizeState) => {
    const { evaluations: _, ...kept } = plain
      .minimize(named, first, { optimizer: onPlain(name), maxSteps, state })
      .save();
    return kept;
  };
  const half = JSON.parse(JSON.stringify({ ...run(5), evaluations: {} }));
  expect(run(11, half)).toEqual(run(11));
});

test('psgdDense is Newton’s method once it has fitted: a quadratic is done in few steps', () => {
  const { P1 } = float64Problems;
  const optimizer = plain.psgdDense({ learningRate: 1, preconditionerLearningRate: 0.5 });
  const { steps: made, reason } = plain.minimize(P1, Array(10).fill(1), {
    optimizer,
    gradientTolerance: 1e-6,
    maxSteps: 1000,
  });
  expect(reason).toBe('gradientTolerance');
  const { steps: bySgd } = plain.minimize(P1, Array(10).fill(1), {
    optimizer: plain.sgd({ learningRate: 1e-3 }), // 2 / L is 2e-3
    gradientTolerance: 1e-6,
    maxSteps: 100_000,
  });
  expect(made).toBeLessThan(bySgd / 10);
});

test('what is frozen is no part of the function: its curvature neither', () => {
  const draws = { random: plainRandom, gradient: plain.hessianVector({ random: plainRandom }) };
  const alone: plain.Objective<{ kernel: number[] }> = {
    gradient: ({ kernel }) => ({ kernel: [...(gradientAt(kernel).kernel as number[])] }),
    hvp: ({ kernel }, v) => ({ kernel: [...(productAt(kernel, v.kernel).kernel as number[])] }),
  };
  const bias = Float64Array.from(first.bias);
  const into = { kernel: new Float64Array(6), bias: new Float64Array(2) };
  const gradientAt = (kernel: Float64Array) => named.gradient!({ kernel, bias }, into, 1);
  const productAt = (kernel: Float64Array, v: Float64Array) =>
    named.hvp!({ kernel, bias }, { kernel: v, bias: new Float64Array(2) }, into, 1);
  const whole = plain.minimize(named, first, {
    optimizer: plain.psgdDense({ frozen: 'bias', ...draws }),
    maxSteps: 12,
  });
  const part = plain.minimize(alone, { kernel: first.kernel }, { optimizer: plain.psgdDense(draws), maxSteps: 12 });
  expect([...whole.x.bias]).toEqual(first.bias);
  expect(whole.x.kernel).toEqual(part.x.kernel);
  expect(part.x.kernel).not.toEqual(Float64Array.from(first.kernel));
});

test('without hvp the product is had from differences of the gradient', () => {
  const { hvp: _, ...gradients } = P2;
  const run = (objective: plain.Objective) =>
    plain.minimize(objective, start, { optimizer: plain.psgdKronNewton(), maxSteps: 20 });
  const [exact, differences] = [run(P2), run(gradients)];
  expect([...differences.x]).toEqual([...exact.x].map((value) => expect.closeTo(value, 5)));
  expect(exact.evaluations).toMatchObject({ gradient: 20, hvp: 20 });
  expect(differences.evaluations).toMatchObject({ gradient: 60, hvp: 0 });
});

test('products are measured at the first step and now and then, as the seed of the run says', () => {
  const run = (probability: number, seed = 0, maxSteps = 400) => {
    const optimizer = plain.psgdXmatNewton({ gradient: plain.hessianVector({ probability }), learningRate: 1e-3 });
    return plain.minimize(P2, start, { optimizer, maxSteps, seed });
  };
  expect(run(0).evaluations.hvp).toBe(1);
  const { hvp } = run(0.25).evaluations;
  expect(hvp).toBeGreaterThan(60);
  expect(hvp).toBeLessThan(140);
  expect(run(0.25, 1, 50).x).not.toEqual(run(0.25, 2, 50).x);
  expect(run(0.25, 1, 50).x).toEqual(run(0.25, 1, 50).x);
});

test('factories of the main entry’s rules are the same', () => {
  const run = (optimizer: plain.RuleOptimizer) => plain.minimize(P2, start, { optimizer, maxSteps: 9 }).x;
  expect(run(plain.factoryOf(onTfjs.soap.rule)())).toEqual(run(plain.soap()));
  expect(run(plain.factoryOf(onTfjs.psgdDense.rule)())).toEqual(run(plain.psgdDense()));
});

test('elements of one array that groups mean are variables of their own', () => {
  const optimizer = plain.muon({ groups: [{ match: 1, options: { adamLearningRate: 0 } }], adamLearningRate: 0.1 });
  const { x } = plain.minimize(P2, start, { optimizer, maxSteps: 3 });
  expect(x[1]).toBe(1);
  expect(x[0]).not.toBe(-1.2);
});

test.each<[string, () => unknown, string]>([
  [
    'shapes of something else',
    () => plain.minimize(named, first, { optimizer: plain.muon({ shapes: { weight: [2, 3] } }) }),
    "Muon: shapes has 'weight', but x0 has kernel, bias.",
  ],
  [
    'shapes of another size',
    () => plain.minimize(named, first, { optimizer: plain.muon({ shapes: { kernel: [2, 4] } }) }),
    "Muon: shapes says [2, 4] of 'kernel', which has 6 numbers.",
  ],
  [
    'the shape of one array for several',
    () => plain.minimize(named, first, { optimizer: plain.muon({ shapes: [2, 3] }) }),
    "Muon: shapes has 'x', but x0 has kernel, bias.",
  ],
  [
    'no shapes',
    () => plain.muon({ shapes: 'square' as never }),
    "Muon: shapes is 'square', but must be lengths of axes",
  ],
  ['no lengths', () => plain.muon({ shapes: { kernel: [2.5] } }), 'but must be lengths of axes by name'],
  ['shapes for a rule that sees no tensors', () => plain.adam({ shapes: [2] } as never), "Adam has no option 'shapes'"],
  [
    'randomness for one that draws none',
    () => plain.muon({ random: plainRandom } as never),
    "Muon has no option 'random'",
  ],
  ['no option', () => plain.soap({ lr: 1 } as never), "Soap has no option 'lr'"],
  [
    'too many parameters',
    () => plain.minimize(P2, start, { optimizer: plain.psgdDense({ maxParameters: 1 }) }),
    'PsgdDense: the variables have 2 elements together, but maxParameters is 1',
  ],
  [
    'groups that differ',
    () =>
      plain.minimize(P2, start, {
        optimizer: plain.psgdKron({ groups: [{ match: 0, options: { momentum: 0.5 } }] }),
        maxSteps: 1,
      }),
    'PsgdKron: momentum is',
  ],
])('%s is one sentence', (_what, run, sentence) => {
  expect(run).toThrow(sentence);
});

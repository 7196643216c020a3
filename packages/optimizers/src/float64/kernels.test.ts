import * as tf from '@tensorflow/tfjs';
import { everyFloat64Kernel } from '../fixtures/every-float64.js';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import { withoutWasm } from '../fixtures/without-wasm.js';
import { patience } from '../kernels/float64-kernels.js';
import { Evaluator } from './evaluator.js';
import type { RuleOptimizer, Stepper } from './index.js';
import * as zoo from './index.js';
import { Layout } from './parameters.js';

/** Around the width of a vector, and around a block of the plain loop. */
const sizes = [1, 2, 3, 4, 7, 261, 515];
let next = 0;
const layout = new Layout(
  sizes.map((size, i) => {
    const variable = { name: `x${i}`, start: next, size };
    next += size;
    return variable;
  }),
  true,
);

const specials = [0, -0, 5e-324, -1e-310, 1, -1, 1e-200, -3e4];
const wild = [...specials, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, -1e308];

/** Noise of many magnitudes, with special numbers strewn in. */
const noise = (i: number, step: number, strewn: readonly number[]) =>
  i % 5 === 0
    ? strewn[(i + 3 * step) % strewn.length]
    : Math.sin(12.9898 * (i + 1) + 78.233 * step + 0.7391 * (i + 1) ** 2) * 10 ** (((i + step) % 7) - 4);

/** An optimizer at work on gradients that do not depend on where it is. */
function begin(optimizer: RuleOptimizer, strewn: readonly number[]): Stepper {
  let [gradients, diagonals] = [0, 0];
  const fill = (into: object, at: number) => {
    let i = 0;
    for (const part of Object.values(into) as Float64Array[])
      for (let j = 0; j < part.length; j++) part[j] = noise(i++, at, strewn);
    return into;
  };
  const objective = {
    value: () => 2 + Math.sin(gradients),
    gradient: (_: unknown, into: object) => fill(into, ++gradients),
    hessianDiagonal: (_: unknown, into: object) => fill(into, 50 + ++diagonals),
  };
  const start = Float64Array.from({ length: layout.size }, (_, i) => 0.7 + Math.sin(i) / 3);
  return optimizer.begin({ layout, start, evaluator: new Evaluator(objective, layout), seed: 0 });
}

/** Makes steps until loops have given way to kernels, which other runs of the same programs then begin with. */
function makeKernels(optimizer: RuleOptimizer): void {
  const stepper = begin(optimizer, specials);
  for (let elements = 0; elements <= patience; elements += layout.size) {
    stepper.step();
    stepper.result();
  }
}

test('every rule on Value is there, in all its forms and wrappers', () => {
  expect(everyFloat64Kernel.length).toBeGreaterThan(70);
});

describe.each(everyFloat64Kernel)('%s', (_name, make) => {
  test.each([
    ['ordinary numbers, zeros and denormals', specials],
    ['NaN and infinities too', wild],
  ])('its kernel is its plain loop, bit for bit: %s', (_what, strewn) => {
    makeKernels(make());
    const [kernel, loop] = [begin(make(), strewn), withoutWasm(() => begin(make(), strewn))];
    for (let step = 1; step <= 30; step++) {
      kernel.step();
      loop.step();
    }
    expect(kernel.save()).toEqual(loop.save());
    expect([...kernel.result()]).toEqual([...loop.result()]);
  });
});

/** Slopes, curvatures and a start that float32 has exactly. */
const slopes = [0.5, -1.25, 2, -0.75, 0.125, 3, -2.5];
const curvatures = [1, 2, 0.5, 4, 1.5, 0.25, 3];
const starts = [1, -0.5, 0.25, 2, -1.5, 0.75, 1.25];

describe('float64 against float32 kernels: the same to rounding', () => {
  beforeAll(() => tf.setBackend('cpu'));
  // Probes from the normal distribution are not the same numbers; the form that is measured at every step stands for it.
  const compared = everyFloat64Kernel.filter(([name]) => name !== 'sophiaH');
  test.each(compared)('%s', (name, make) => {
    const [start, end] = [starts.slice(0, 3), starts.slice(3)];
    const variables = [start, end].map((values) => tf.variable(tf.tensor1d(values)));
    const optimizer = everyOptimizer[name]();
    const [c, s] = [curvatures, slopes].map((values) => [
      tf.tensor1d(values.slice(0, 3)),
      tf.tensor1d(values.slice(3)),
    ]);
    const loss = () =>
      tf
        .addN(variables.map((x, i) => tf.sum(tf.add(tf.mul(tf.square(x), tf.mul(c[i], 0.5)), tf.mul(x, s[i])))))
        .add(20) as tf.Scalar;
    const parts = new Layout(
      [
        { name: 'a', start: 0, size: 3 },
        { name: 'b', start: 3, size: 4 },
      ],
      true,
    );
    const flat = ({ a, b }: Record<string, Float64Array>) => [...a, ...b];
    const named = (values: number[]) => ({ a: values.slice(0, 3), b: values.slice(3) });
    const objective = {
      value: (x: Record<string, Float64Array>) =>
        flat(x).reduce((sum, xi, i) => sum + 0.5 * curvatures[i] * xi * xi + slopes[i] * xi, 20),
      gradient: (x: Record<string, Float64Array>) => named(flat(x).map((xi, i) => curvatures[i] * xi + slopes[i])),
      hessianDiagonal: () => named(curvatures),
    };
    const evaluator = new Evaluator(objective, parts);
    const stepper = make().begin({ layout: parts, start: Float64Array.from(starts), evaluator, seed: 0 });
    for (let step = 1; step <= 8; step++) {
      optimizer.minimize(loss, false, variables);
      stepper.step();
    }
    const inFloat32 = variables.flatMap((variable) => [...variable.dataSync()]);
    expect(inFloat32).toEqual([...stepper.x].map((value) => expect.closeTo(value, 4)));
    optimizer.dispose();
    tf.dispose([variables, c, s]);
  });
});

/** How many modules a run compiles. */
function compiledBy(run: () => void): number {
  const { Module } = WebAssembly;
  let compiled = 0;
  WebAssembly.Module = class extends Module {
    constructor(bytes: BufferSource) {
      super(bytes);
      compiled++;
    }
  };
  try {
    run();
  } finally {
    WebAssembly.Module = Module;
  }
  return compiled;
}

/** Steps of a rule that nothing has run before. */
function stepsOf(make: () => RuleOptimizer, size: number, steps: number): Stepper {
  const own = new Layout([{ name: 'x', start: 0, size }], false);
  const evaluator = new Evaluator({ gradient: (x: Float64Array) => x }, own);
  const stepper = make().begin({ layout: own, start: new Float64Array(size).fill(1), evaluator, seed: 0 });
  for (let step = 0; step < steps; step++) stepper.step();
  return stepper;
}

test('a program is compiled once in a process, whatever the size', () => {
  const make = zoo.factoryOf({ ...zoo.adamax.rule, name: 'AnotherAdamax' });
  const run = () => [patience + 1, patience + 1000, 1].map((size) => stepsOf(make, size, 1));
  expect(compiledBy(run)).toBe(1);
});

test('a few steps of a few parameters compile nothing; where there are more a kernel goes on with the same bits', () => {
  const make = zoo.factoryOf({ ...zoo.adamax.rule, name: 'OneMoreAdamax' });
  expect(compiledBy(() => stepsOf(make, 2, 100))).toBe(0);
  let mixed: Stepper | undefined;
  const compiled = compiledBy(() => {
    mixed = stepsOf(make, 100, patience / 100 + 20);
  });
  expect(compiled).toBe(1);
  const loop = withoutWasm(() => stepsOf(make, 100, patience / 100 + 20));
  expect(mixed!.save()).toEqual(loop.save());
});

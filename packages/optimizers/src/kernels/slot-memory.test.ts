import * as tf from '@tensorflow/tfjs';
import { adam, adamw, lamb } from '../factories.js';

beforeAll(() => tf.setBackend('cpu'));

// Two slots of 4 bytes an element: enough for a memory of their own, in parts and with a rest.
const [size, parts] = [70_000, 10];
const noise = (length: number, seed: number) => tf.randomNormal([length], 0, 1, 'float32', seed);

/** Steps of one optimizer on these variables, along parts of the same gradients; then the values of all. */
async function walk(
  optimizer: tf.Optimizer,
  sizes: readonly number[],
  between: (optimizer: tf.Optimizer, step: number) => Promise<void> = async () => {},
): Promise<number[]> {
  const split = (seed: number) => tf.tidy(() => tf.split(noise(size, seed), [...sizes]));
  const variables = split(100).map((start) => tf.variable(start));
  for (let step = 1; step <= 5; step++) {
    const gradients = split(step);
    optimizer.applyGradients(variables.map(({ name }, i) => ({ name, tensor: gradients[i] })));
    tf.dispose(gradients);
    await between(optimizer, step);
  }
  const ends = variables.flatMap((variable) => [...variable.dataSync()]);
  tf.dispose(variables);
  optimizer.dispose();
  return ends;
}

/** As above, but each part has an optimizer of its own, whose slots are too small for a memory. */
async function walkApart(make: () => tf.Optimizer): Promise<number[]> {
  const ends: number[] = [];
  for (let part = 0; part < parts; part++) {
    const [optimizer, length] = [make(), size / parts];
    const variable = tf.variable(noise(size, 100).slice(part * length, length));
    for (let step = 1; step <= 5; step++) {
      const tensor = noise(size, step).slice(part * length, length);
      optimizer.applyGradients([{ name: variable.name, tensor }]);
    }
    ends.push(...variable.dataSync());
    optimizer.dispose();
    variable.dispose();
  }
  return ends;
}

/** How many numbers are not the same; jest would take minutes to show which. */
const differing = (some: readonly number[], others: readonly number[]) =>
  some.length - others.length || some.filter((value, i) => !Object.is(value, others[i])).length;

const whole = [size];
const many = Array<number>(parts).fill(size / parts);

test.each([
  ['one variable', whole],
  ['many variables', many],
])('large slots of %s give the same bits as small ones', async (_, sizes) => {
  const make = () => adamw({ weightDecay: 0.01 });
  expect(differing(await walk(make(), sizes), await walkApart(make))).toBe(0);
});

test('so do they where there is no room for a memory', async () => {
  const expected = await walk(lamb(), whole);
  const { Memory } = WebAssembly;
  let refused = 0;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      if (descriptor.initial * 65536 > size * 8) {
        refused++;
        throw new RangeError('could not allocate memory');
      }
      super(descriptor);
    }
  };
  try {
    expect(differing(await walk(lamb(), whole), expected)).toBe(0);
  } finally {
    WebAssembly.Memory = Memory;
  }
  expect(refused).toBeGreaterThan(0);
});

test('what is saved has an array of its own, which later steps leave alone', async () => {
  const expected = await walk(adam(), many);
  const seen: [Float32Array, number[]][] = [];
  const save = async (optimizer: tf.Optimizer) => {
    for (const { tensor } of await optimizer.getWeights()) {
      const values = tensor.dataSync() as Float32Array;
      expect(values.buffer.byteLength).toBe(values.byteLength);
      seen.push([values, [...values]]);
    }
  };
  expect(differing(await walk(adam(), many, save), expected)).toBe(0);
  expect(seen.length).toBeGreaterThan(2 * parts);
  for (const [values, before] of seen) expect(differing([...values], before)).toBe(0);
});

test('parameters have arrays of their own, and earlier ones, clones and slices stay as they were', () => {
  const optimizer = adam();
  const variables = many.map((length, i) => tf.variable(noise(length, 1 + i)));
  const step = () =>
    optimizer.applyGradients(variables.map(({ name, size }, i) => ({ name, tensor: noise(size, 90 + i) })));
  step();
  const kept = variables.flatMap((variable) => [variable.dataSync(), variable.clone(), tf.slice(variable, 5, 100)]);
  const valuesOf = (one: (typeof kept)[number]) => [...(one instanceof tf.Tensor ? one.dataSync() : one)];
  const before = kept.map(valuesOf);
  step();
  step();
  expect(differing(kept.flatMap(valuesOf), before.flat())).toBe(0);
  for (const variable of variables) expect(variable.dataSync().buffer.byteLength).toBe(4 * variable.size);
  tf.dispose([variables, kept]);
  optimizer.dispose();
});

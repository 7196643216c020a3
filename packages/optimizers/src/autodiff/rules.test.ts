import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { inFloat64 } from '../fixtures/autodiff/float64.js';
import {
  asFunction,
  type KernelCase,
  kernelCases,
  neverDifferentiated,
  wrongOnWasm,
} from '../fixtures/autodiff/kernel-cases.js';
import { registerTrainingKernels } from '../training-kernels/index.js';
import { jacobianVector } from './jacobian-vector.js';
import { kernelsWithRules } from './registry.js';

registerTrainingKernels(['wasm']);

/** The derivative of the kernel along some of its inputs, in one list. */
function directional(kernelCase: KernelCase, along: readonly string[], derive: typeof byRule) {
  return tf.tidy(() => {
    const { f, xs, vs } = asFunction(kernelCase, along);
    return derive(f, xs, vs);
  });
}

const numbers = (tensors: readonly tf.Tensor[]) => tensors.flatMap((tensor) => [...tensor.dataSync()]);

const byRule = (f: (...xs: tf.Tensor[]) => tf.Tensor[], xs: tf.Tensor[], vs: tf.Tensor[]) =>
  numbers(jacobianVector(f, xs, vs).tangents);

/** tf approximates erf to 1.5e-7, with a derivative that is off by more. */
const tolerances = ({ kernel }: KernelCase) => (kernel === 'Erf' ? [5e-6, 5e-6] : [1e-8, 2e-6]);

/** Central differences of fourth order: in float64 right to some ten digits. */
const byDifferences: typeof byRule = (f, xs, vs) => {
  const at = (step: number) => numbers(f(...xs.map((x, i) => tf.add(x, tf.mul(vs[i], step)))));
  const h = 1e-4;
  const [a, b, c, d] = [at(-2 * h), at(-h), at(h), at(2 * h)];
  return a.map((_, i) => (a[i] - 8 * b[i] + 8 * c[i] - d[i]) / (12 * h));
};

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  const scale = Math.max(1, ...expected.map(Math.abs));
  const worst = Math.max(0, ...actual.map((value, i) => Math.abs(value - expected[i])));
  expect(worst / scale).toBeLessThanOrEqual(tolerance); // NaN fails too
}

for (const [kernel, fault] of Object.entries(wrongOnWasm)) console.warn(`${kernel} is not compared on wasm: ${fault}.`);

const titled = kernelCases.map((kernelCase) => [kernelCase.title, kernelCase] as const);

test.each(titled)('%s', async (_title, kernelCase) => {
  const [double, single] = tolerances(kernelCase);
  const subsets = [...new Set([kernelCase.along, ...kernelCase.along.map((name) => [name])])];
  for (const along of subsets) {
    await tf.setBackend('cpu');
    const expected = inFloat64(() => directional(kernelCase, along, byDifferences));
    expectClose(
      inFloat64(() => directional(kernelCase, along, byRule)),
      expected,
      double,
    );
    for (const backend of ['cpu', 'wasm']) {
      if (!tf.getKernel(kernelCase.kernel, backend)) continue;
      if (backend === 'wasm' && Object.keys(wrongOnWasm).some((start) => kernelCase.title.startsWith(start))) continue;
      await tf.setBackend(backend);
      const { numTensors } = tf.memory();
      expectClose(directional(kernelCase, along, byRule), expected, single);
      expect(tf.memory().numTensors).toBe(numTensors);
    }
  }
});

test('every rule is among these', () => {
  const tested = new Set(kernelCases.map(({ kernel }) => kernel));
  expect([...tested, ...neverDifferentiated].sort()).toEqual(kernelsWithRules().sort());
});

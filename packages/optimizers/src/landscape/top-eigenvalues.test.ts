import * as tf from '@tensorflow/tfjs';
import { problems, type TestModel } from '../fixtures/autodiff/models.js';
import { noise } from '../fixtures/autodiff/noise.js';
import { onEachBackend } from '../fixtures/backends.js';
import { denseHessian, eigenvalues, quadratic, withSpectrum } from '../fixtures/landscape.js';
import { registerTrainingKernels } from '../training-kernels/index.js';
import { type TopEigenvaluesOptions, topEigenvalues } from './index.js';

registerTrainingKernels(['wasm']);

/** Which of all eigenvalues, the largest first, an option asks for. */
const orders = {
  largest: (values: readonly number[]) => values,
  smallest: (values: readonly number[]) => values.toReversed(),
  magnitude: (values: readonly number[]) => values.toSorted((a, b) => Math.abs(b) - Math.abs(a)),
};
type Which = keyof typeof orders;

const farthest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])));

/** Runs `body` and checks that it leaves no tensor behind. */
async function withProblem<T>(make: () => TestModel, body: (problem: TestModel) => Promise<T>): Promise<T> {
  const problem = make();
  const { numTensors } = tf.memory();
  const result = await body(problem);
  expect(tf.memory().numTensors).toBe(numTensors);
  problem.dispose();
  return result;
}

const geometric = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, i) => from * (to / from) ** (i / (count - 1)));

const spectra: Readonly<Record<string, readonly number[]>> = {
  'condition 1000': geometric(10, 1, 1000),
  'sixty, condition 1e6': geometric(60, 1e-3, 1e3),
  indefinite: [-7, -3, -1, 0, 0, 2, 4, 5],
  'more negative than positive': [...geometric(40, -50, -0.1), 0.5, 1, 2],
  'of rank two': [3, 2, ...Array(28).fill(0)],
  'multiple at the top': [5, 5, 5, 4, 4, ...geometric(45, 0.1, 3)],
  'in clusters': [10, 9.999, 9.998, 1, 1.0001, ...geometric(35, 0.01, 0.5)],
  'of the identity': Array(12).fill(1),
  'of zero': Array(9).fill(0),
  'of a constant times the identity, negative': Array(5).fill(-1e4),
  'of one number': [2.5],
};

/** What the algorithm makes of a spectrum is the same on every backend; that it runs on wasm is seen of two. */
const spectraOn = (backend: string) =>
  Object.entries(spectra).filter(([name]) => backend === 'cpu' || ['indefinite', 'multiple at the top'].includes(name));

const networks = ['MLP, tanh', 'MLP, relu, softmax cross entropy', 'conv net, overlapping max pooling'];
const hessians = new Map<string, Promise<number[]>>();
const spectrumOf = (name: string) => {
  const found = hessians.get(name) ?? denseHessian(problems[name]).then(eigenvalues);
  hessians.set(name, found);
  return found;
};

onEachBackend((backend) => {
  describe.each(spectraOn(backend))('a quadratic with the spectrum %s', (_name, spectrum) => {
    const known = spectrum.toSorted((a, b) => b - a);
    const scale = Math.max(...known.map(Math.abs));

    test.each<[Which, number]>([
      ['largest', 1],
      ['largest', 4],
      ['smallest', 3],
      ['magnitude', 5],
      ['largest', 100],
    ])('%s, k = %i', async (which, k) => {
      const make = () => quadratic(withSpectrum(spectrum));
      const { values, residuals } = await withProblem(make, ({ loss, variables }) =>
        topEigenvalues(loss, { k, which, variables }),
      );
      expect(values).toHaveLength(Math.min(k, known.length));
      expect(farthest(values, orders[which](known))).toBeLessThanOrEqual(1e-5 * scale);
      for (const residual of residuals) expect(residual).toBeLessThanOrEqual(1e-5 * scale);
    });
  });

  test.each(networks)('%s: as the dense Hessian in float64, to 1e-5 of the largest', async (name) => {
    const known = await spectrumOf(name);
    await tf.setBackend(backend);
    const scale = Math.max(...known.map(Math.abs));
    for (const which of ['largest', 'smallest', 'magnitude'] as const) {
      const { values } = await withProblem(problems[name], ({ loss }) => topEigenvalues(loss, { k: 3, which }));
      expect(farthest(values, orders[which](known))).toBeLessThan(1e-5 * scale);
    }
  });

  test('eigenvectors: one tensor for each variable, orthonormal, H v = λ v', async () => {
    const matrix = withSpectrum([9, 9, 4, 1, -2, 0.5]);
    await withProblem(
      () => quadratic(matrix),
      async ({ loss, variables }) => {
        const { values, vectors } = await topEigenvalues(loss, { k: 3, vectors: true });
        const shapes = vectors.map((vector) => vector.map(({ shape }) => shape));
        expect(shapes).toEqual(Array(3).fill(variables.map(({ shape }) => shape)));
        const flat = vectors.map((vector) => vector.flatMap((part) => [...part.dataSync()]));
        const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);
        flat.forEach((v, i) => {
          flat.forEach((u, j) => {
            expect(dot(u, v)).toBeCloseTo(i === j ? 1 : 0, 6);
          });
          const hv = matrix.map((row) => dot(row, v));
          expect(
            farthest(
              hv,
              v.map((x) => values[i] * x),
            ),
          ).toBeLessThan(1e-4);
        });
        tf.dispose(vectors as tf.Tensor[][]);
      },
    );
  });

  test('a seed gives the same to the last bit, another seed the same to the tolerance', async () => {
    await withProblem(
      () => quadratic(withSpectrum(geometric(60, 1e-3, 1e3))),
      async ({ loss }) => {
        const [a, b, c] = [
          await topEigenvalues(loss, { k: 2, seed: 1 }),
          await topEigenvalues(loss, { k: 2, seed: 1 }),
          await topEigenvalues(loss, { k: 2, seed: 2 }),
        ];
        expect(b).toEqual(a);
        expect(c.values).not.toEqual(a.values);
        expect(farthest(c.values, a.values)).toBeLessThan(1e-2);
      },
    );
  });

  test('is done after a few products where k is 1, and after as many as allowed', async () => {
    await withProblem(
      () => quadratic(withSpectrum([10, ...Array.from({ length: 99 }, (_, i) => i / 99)])),
      async ({ loss }) => {
        expect((await topEigenvalues(loss)).products).toBeLessThan(12);
        const { products, values, residuals } = await topEigenvalues(loss, { k: 5, iterations: 6 });
        expect(products).toBe(6);
        expect(values).toHaveLength(5);
        expect(Math.max(...residuals)).toBeGreaterThan(1e-3);
      },
    );
  });

  test('variables that the loss does not depend on count, with curvature 0; frozen ones do not', async () => {
    await withProblem(
      () => quadratic([[-3]]),
      async ({ loss, variables }) => {
        const [other, frozen] = tf.tidy(() => [tf.variable(tf.zeros([2])), tf.variable(tf.zeros([5]), false)]);
        const { values } = await topEigenvalues(loss, { k: 9, variables: [...variables, other, frozen] });
        expect(values).toHaveLength(3);
        expect(farthest(values, [0, 0, -3])).toBeLessThan(1e-6);
        tf.dispose([other, frozen]);
      },
    );
  });

  test('values are not numbers where derivatives are not', async () => {
    await withProblem(
      () => quadratic(withSpectrum([1, 2, 3, 4, 5])),
      async ({ loss }) => {
        const undefinedLoss = () => loss().sub(1e9).sqrt().asScalar();
        const { values, vectors } = await topEigenvalues(undefinedLoss, { k: 2, vectors: true });
        expect(values).toEqual([Number.NaN, Number.NaN]);
        expect(vectors[0][0].dataSync()[0]).toBeNaN();
        tf.dispose(vectors as tf.Tensor[][]);
      },
    );
  });

  test('leaves a model with dropout and batch normalization as it was, and its dropout still', async () => {
    const { dense, dropout, batchNormalization } = tf.layers;
    const [first, last] = [1, 2].map((seed) => tf.initializers.glorotUniform({ seed }));
    const layers = [
      dense({ units: 4, inputShape: [3], activation: 'tanh', kernelInitializer: first }),
      dropout({ rate: 0.5, seed: 3 }),
      batchNormalization({}),
      dense({ units: 1, kernelInitializer: last }),
    ];
    const model = tf.sequential({ layers });
    const x = noise([16, 3], 1);
    const loss = () => (model.apply(x, { training: true }) as tf.Tensor).square().mean().asScalar();
    loss().dispose();
    const before = model.getWeights().map((weight) => [...weight.dataSync()]);
    const { numTensors } = tf.memory();
    const { values, residuals } = await topEigenvalues(loss, { k: 2 });
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(before);
    // Were dropout drawn anew for each product, there would be no symmetric operator, and so no convergence.
    expect(Math.max(...residuals)).toBeLessThanOrEqual(1e-5 * Math.abs(values[0]));
    model.dispose();
    x.dispose();
  });
});

test.each<[TopEigenvaluesOptions, RegExp]>([
  [{ k: 0 }, /^topEigenvalues: k is 0, but must be a whole number in \[1, inf\)\.$/],
  [{ k: 5, iterations: 4 }, /^topEigenvalues: iterations is 4, but must be k, 5, or more\.$/],
  [{ which: 'top' as 'largest' }, /which is 'top', but must be one of 'largest', 'smallest', 'magnitude'/],
  [{ tolerance: 0 }, /tolerance is 0, but must be a number in \(0, 1\)/],
  [{ variables: 'all' as never }, /variables is 'all', but must be a list of variables/],
  [{ variables: [] }, /no trainable float32 variable/],
])('refuses %o', async (options, message) => {
  await expect(topEigenvalues(() => tf.scalar(1), options)).rejects.toThrow(message);
});

test('gives back what it took when the loss throws', async () => {
  const x = tf.variable(tf.scalar(1));
  const { numTensors } = tf.memory();
  await expect(topEigenvalues(() => tf.tensor1d([1, 2]).mul(x) as never)).rejects.toThrow(
    'topEigenvalues: the loss has shape [2], but must be a scalar.',
  );
  expect(tf.memory().numTensors).toBe(numTensors);
  x.dispose();
});

test('gives back what the loss keeps', async () => {
  await tf.setBackend('cpu');
  const x = tf.variable(tf.tensor1d([1, 2]));
  const { numTensors } = tf.memory();
  await topEigenvalues(() => tf.keep(tf.sum(tf.square(x))) as tf.Scalar);
  expect(tf.memory().numTensors).toBe(numTensors);
  x.dispose();
});

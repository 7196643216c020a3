import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { inFloat64 } from '../fixtures/autodiff/float64.js';
import { forwardOnly, problems, type TestModel } from '../fixtures/autodiff/models.js';
import { noise } from '../fixtures/autodiff/noise.js';
import { registerTrainingKernels } from '../training-kernels/index.js';
import { jvp } from './jvp.js';
import { valueGradHvp } from './value-grad-hvp.js';

registerTrainingKernels(['wasm']);

const flat = (tensors: readonly (tf.Tensor | null)[]) => tensors.flatMap((tensor) => [...tensor!.dataSync()]);
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);
const norm = (a: readonly number[]) => Math.sqrt(dot(a, a));
const distance = (a: readonly number[], b: readonly number[]) => norm(a.map((x, i) => x - b[i])) / norm(b);

/** What forward mode says of the problem along two directions, beside tf's own gradient. */
function derivatives({ variables, loss }: TestModel) {
  return tf.tidy(() => {
    const [v, u] = [31, 67].map((seed) => variables.map((x, i) => noise(x.shape, seed + i)));
    const value = loss().dataSync()[0];
    const own = tf.variableGrads(loss, variables);
    const alongV = jvp(loss, variables, v);
    const aligned = variables.map((_, i) => v[i].abs().mul(tf.sign(own.grads[variables[i].name])));
    const alongAligned = jvp(loss, variables, aligned);
    const [atV, atU] = [v, u].map((direction) => valueGradHvp(loss, variables, direction));
    return {
      value,
      gradient: flat(variables.map(({ name }) => own.grads[name])),
      v: flat(v),
      u: flat(u),
      jvpValue: alongV.value.dataSync()[0],
      tangent: alongV.tangent.dataSync()[0],
      aligned: flat(aligned),
      alongAligned: alongAligned.tangent.dataSync()[0],
      valueOfHvp: atV.value.dataSync()[0],
      gradientOfHvp: flat(atV.grads),
      directional: atV.directional.dataSync()[0],
      hv: flat(atV.hvps),
      hu: flat(atU.hvps),
    };
  });
}

/** Moves the variables by `step` times the direction of {@link derivatives}, and back. */
function moved(variables: readonly tf.Variable[], step: number, body: () => number[]): number[] {
  return tf.tidy(() => {
    const starts = variables.map((x) => x.clone());
    variables.forEach((x, i) => {
      x.assign(tf.add(x, tf.mul(noise(x.shape, 31 + i), step)));
    });
    const result = body();
    variables.forEach((x, i) => {
      x.assign(starts[i]);
    });
    return result;
  });
}

/** Central differences of fourth order of what `read` says along the direction. */
function differences(variables: readonly tf.Variable[], read: () => number[]): number[] {
  const h = 1e-5;
  const [a, b, c, d] = [-2 * h, -h, h, 2 * h].map((step) => moved(variables, step, read));
  return a.map((_, i) => (a[i] - 8 * b[i] + 8 * c[i] - d[i]) / (12 * h));
}

function withProblem<T>(make: () => TestModel, body: (problem: TestModel) => T): T {
  const problem = make();
  try {
    return body(problem);
  } finally {
    problem.dispose();
  }
}

test.each(Object.entries(problems))('%s: jvp is the gradient times v, Hv its derivative', async (_name, make) => {
  await tf.setBackend('cpu');
  const double = inFloat64(() =>
    withProblem(make, (problem) => ({
      ...derivatives(problem),
      byDifferences: differences(problem.variables, () => {
        const { value, grads } = tf.variableGrads(problem.loss, problem.variables);
        return [...value.dataSync(), ...flat(problem.variables.map(({ name }) => grads[name]))];
      }),
    })),
  );
  const { value, gradient, v, u, hv, hu, byDifferences } = double;
  const alongV = dot(gradient, v);
  const terms = gradient.reduce((sum, g, i) => sum + Math.abs(g * v[i]), 0); // what rounding is relative to
  const [slope, ...curvature] = byDifferences;
  expect(double.jvpValue).toBe(value);
  expect(double.valueOfHvp).toBe(value);
  expect(distance(double.gradientOfHvp, gradient)).toBeLessThan(1e-12);
  for (const tangent of [double.tangent, double.directional, slope]) {
    expect(Math.abs(tangent - alongV)).toBeLessThan(1e-8 * terms);
  }
  expect(distance(hv, curvature)).toBeLessThan(1e-7);
  expect(Math.abs(dot(u, hv) - dot(v, hu))).toBeLessThan(1e-10 * norm(u) * norm(hv));

  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    const single = withProblem(make, derivatives);
    for (const tangent of [single.tangent, single.directional]) {
      expect(Math.abs(tangent - alongV)).toBeLessThan(2e-6 * terms);
    }
    const expected = dot(gradient, single.aligned); // where nothing cancels
    expect(Math.abs(single.alongAligned / expected - 1)).toBeLessThan(2e-6);
    expect(distance(single.gradientOfHvp, gradient)).toBeLessThan(1e-5);
    expect(distance(single.hv, hv)).toBeLessThan(1e-5);
  }
});

test.each(Object.entries(forwardOnly))('%s: jvp is the derivative along v', async (_name, make) => {
  await tf.setBackend('cpu');
  const along = ({ variables, loss }: TestModel) =>
    tf.tidy(
      () =>
        jvp(
          loss,
          variables,
          variables.map((x, i) => noise(x.shape, 31 + i)),
        ).tangent.dataSync()[0],
    );
  const [tangent, slope] = inFloat64(() =>
    withProblem(make, (problem) => [
      along(problem),
      ...differences(problem.variables, () => [...problem.loss().dataSync()]),
    ]),
  );
  expect(Math.abs(tangent - slope)).toBeLessThan(1e-9 * Math.abs(slope));
  expect(Math.abs(withProblem(make, along) - slope)).toBeLessThan(2e-6 * Math.abs(slope));
});

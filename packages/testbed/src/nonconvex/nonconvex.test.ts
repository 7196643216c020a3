import * as tf from '@tensorflow/tfjs';
import type { ProblemInstance } from '../problem.js';
import { findProblem, suite } from '../suite.js';
import { solution } from './poisson.js';

const objectiveOf = (instance: ProblemInstance) => tf.tidy(() => instance.objective().dataSync()[0]!);

/** Fills the variables, one after the other. */
function assign({ variables }: ProblemInstance, point: readonly number[]): void {
  let begin = 0;
  for (const variable of variables) {
    const values = point.slice(begin, begin + variable.size);
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    begin += variable.size;
  }
}

/** Whose objective is in tensors alone. */
const tensorial = suite.filter(({ float64, tags }) => !float64 && !tags.includes('online'));

describe.each(tensorial.filter(({ minimum }) => minimum))('$name', ({ create, minimum }) => {
  test('has its minimum where it says, and nowhere below', () => {
    const instance = create(1);
    const start = objectiveOf(instance);
    for (const point of [minimum!.point!, ...(minimum!.others ?? [])]) {
      assign(instance, point);
      expect(Math.abs(objectiveOf(instance) - minimum!.value)).toBeLessThan(1e-6 * start);
      assign(
        instance,
        point.map((value, i) => value + 0.05 * Math.sin(3 * i + 1)),
      );
      expect(objectiveOf(instance)).toBeGreaterThan(minimum!.value);
    }
    instance.dispose();
  });
});

describe.each(tensorial)('$name', (problem) => {
  test('the slope along the gradient is that of differences', () => {
    const instance = problem.create(2);
    const { variables } = instance;
    const at = variables.flatMap((variable) => [...variable.dataSync()]);
    const { value, grads } = tf.variableGrads(() => instance.objective(), variables);
    const gradient = variables.flatMap(({ name }) => [...grads[name]!.dataSync()]);
    tf.dispose([value, grads]);
    const norm = Math.hypot(...gradient);
    const along = (h: number) => {
      assign(
        instance,
        at.map((x, i) => x + (h * gradient[i]!) / norm),
      );
      return objectiveOf(instance);
    };
    const h = 1e-2 / Math.max(1, norm);
    expect(Math.abs((along(h) - along(-h)) / (2 * h) / norm - 1)).toBeLessThan(2e-2);
    instance.dispose();
  });

  /** Those that take longer. */
  const slow = ['mlpClassifier', 'characterModel'];

  test('can be learnt', () => {
    const instance = problem.create(1);
    const lowest = problem.minimum?.value ?? (problem.name === 'deepRitzPoisson' ? -(Math.PI ** 2) / 4 : 0);
    const before = objectiveOf(instance) - lowest;
    const optimizer = tf.train.adam(0.02);
    const steps = slow.includes(problem.name) ? 300 : 100;
    for (let step = 1; step <= steps; step++) optimizer.minimize(() => instance.loss(step), false, instance.variables);
    expect(objectiveOf(instance) - lowest).toBeLessThan(0.5 * before);
    instance.dispose();
    optimizer.dispose();
  });
});

test('deep Ritz: the energy comes down to that of the solution, −π²/4', () => {
  const instance = findProblem('deepRitzPoisson').create(1);
  const optimizer = tf.train.adam(0.02);
  for (let step = 1; step <= 600; step++) optimizer.minimize(() => instance.loss(step), false, instance.variables);
  expect(Math.abs(objectiveOf(instance) / (-(Math.PI ** 2) / 4) - 1)).toBeLessThan(0.01);
  // And what it found is the solution.
  const x = tf.tensor2d([0.1, 0.3, 0.5, 0.8], [4, 1]);
  const found = tf.tidy(() => [...solution(instance.variables, x).u.dataSync()]);
  [0.1, 0.3, 0.5, 0.8].forEach((at, i) => {
    expect(found[i]).toBeCloseTo(Math.sin(Math.PI * at), 1);
  });
  tf.dispose(x);
  instance.dispose();
  optimizer.dispose();
});

test('the derivatives of the network solution are those of differences', () => {
  const { variables, dispose } = findProblem('physicsInformedPoisson').create(3);
  const at = (x: number) =>
    tf.tidy(() => {
      const { u, du, ddu } = solution(variables, tf.tensor2d([[x]]));
      return [u, du, ddu].map((tensor) => tensor.dataSync()[0]!) as [number, number, number];
    });
  const h = 2e-3;
  for (const x of [0.2, 0.5, 0.9]) {
    const [[before, slopeBefore], [, slope, bend], [after, slopeAfter]] = [at(x - h), at(x), at(x + h)];
    expect(Math.abs((after - before) / (2 * h) - slope)).toBeLessThan(5e-3 * (1 + Math.abs(slope)));
    expect(Math.abs((slopeAfter - slopeBefore) / (2 * h) - bend)).toBeLessThan(5e-3 * (1 + Math.abs(bend)));
  }
  for (const end of [0, 1]) expect(Math.abs(at(end)[0])).toBe(0);
  dispose();
});

test('gradient flow of the Ginzburg-Landau functional tells the moons apart', () => {
  const { float64, create } = findProblem('ginzburgLandau');
  const instance = create(0);
  let u = [...instance.variables[0]!.dataSync()];
  for (let step = 0; step < 2000; step++) {
    const slope = float64!.gradient(u);
    u = u.map((ui, i) => ui - 0.02 * slope[i]!);
  }
  expect(u.filter((ui, i) => ui < 0 === i < 30).length).toBeGreaterThanOrEqual(58);
  instance.dispose();
});

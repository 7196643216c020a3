import * as tf from '@tensorflow/tfjs';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { evaluateAt } from '../fixtures/evaluate-at.js';
import { expectNear } from '../fixtures/expect-near.js';
import { numericalGradient, numericalHessian } from '../fixtures/finite-differences.js';
import type { Problem } from '../problem.js';
import { findProblem, problemFrom } from '../suite.js';
import { noise } from './noise.js';
import { orthogonal, rotate } from './rotate.js';
import { scale } from './scale.js';
import { shift } from './shift.js';
import { startAt } from './start-at.js';

const of = (name: string) => findProblem(name);
const composed = rotate(shift(scale(of('rosenbrock'), [2, -0.5]), [3, 4]), 7);
const changed: [string, Problem][] = [
  ['shift', shift(of('booth'), [3, -4])],
  ['scale', scale(of('booth'), 3)],
  ['scale by a list', scale(of('himmelblau'), [2, 0.5])],
  ['rotate', rotate(of('ellipsoid:10'), 1)],
  ['startAt', startAt(of('ellipsoid:10'), Array(10).fill(0.5))],
  ['all three', composed],
];

describe.each(changed)('%s', (_name, problem) => {
  const { float64, minimum, constants, config } = problem;

  test('value and gradient are those of tf and of finite differences, and the minimum moves along', () => {
    const points = [minimum!.point!, minimum!.point!.map((x, i) => x + 0.5 + 0.1 * i)];
    for (const point of points) {
      const found = evaluateAt(problem, point);
      expectNear([found.value, ...found.gradient], [float64!.value(point), ...float64!.gradient(point)], 1e-3);
    }
    expectNear(numericalGradient(float64!.value, points[1]!), float64!.gradient(points[1]!), 1e-6);
    for (const point of [minimum!.point!, ...(minimum!.others ?? [])]) {
      expect(float64!.value(point)).toBeCloseTo(minimum!.value, 9);
    }
  });

  test('L and mu are the curvatures', () => {
    if (!constants) return;
    const hessian = new Matrix(numericalHessian(float64!.gradient, minimum!.point!));
    const { realEigenvalues } = new EigenvalueDecomposition(hessian, { assumeSymmetric: true });
    expectNear([Math.max(...realEigenvalues), Math.min(...realEigenvalues)], [constants.L, constants.mu], 1e-6);
  });

  test('its config makes it again', () => {
    const again = problemFrom(JSON.parse(JSON.stringify(config)));
    expect(again.name).toBe(problem.name);
    expect(again.minimum).toEqual(minimum);
  });

  test('leaks nothing', () => {
    const before = tf.memory().numTensors;
    const instance = problem.create(1);
    tf.dispose([instance.loss(1), instance.objective()]);
    instance.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('startAt moves the start alone, on plain arrays and on tensors', () => {
  const moved = startAt(of('rosenbrock'), [0.5, -1]);
  expect(moved.start!(0)).toEqual([0.5, -1]);
  expect(moved.start!(1)).not.toEqual([0.5, -1]);
  const instance = moved.create(0);
  expect([...instance.variables[0]!.dataSync()]).toEqual([0.5, -1]);
  expect(instance.objective().dataSync()[0]).toBeCloseTo(0.25 + 100 * 1.25 ** 2, 3);
  instance.dispose();
  expect(() => startAt(of('rosenbrock'), [1])).toThrow('startAt: at is [1], but must hold 2 finite numbers.');
});

test('what is a bound stays one', () => {
  const hinge = findProblem('smoothedHinge');
  const eight = new Array<number>(8).fill(1);
  for (const problem of [hinge, scale(hinge, 2), rotate(hinge, 1), shift(hinge, eight), noise(hinge, 0.1)])
    expect(problem.constants!.bounds).toEqual(['L']);
});

test('the start moves along: gradient descent takes the same way, seen from elsewhere', () => {
  const way = (problem: Problem) => {
    const instance = problem.create(2);
    const optimizer = tf.train.sgd(1e-3);
    const values = Array.from(
      { length: 20 },
      (_, step) => optimizer.minimize(() => instance.loss(step + 1), true, instance.variables)!.dataSync()[0]!,
    );
    instance.dispose();
    return values;
  };
  expectNear(way(rotate(shift(of('rosenbrock'), [1, 2]), 3)), way(of('rosenbrock')), 1e-4);
});

test('residuals go along', () => {
  const instance = composed.create(0);
  const squares = tf.tidy(() => instance.residualsAt!(instance.variables).square().sum().dataSync()[0]!);
  expectNear([squares], [24.2], 1e-4);
  instance.dispose();
});

test('rotations are orthogonal, and uniform: the mean of the first entry squared is 1 / n', () => {
  const Q = orthogonal(6, 1);
  expect(Matrix.sub(Q.transpose().mmul(Q), Matrix.eye(6)).norm()).toBeLessThan(1e-12);
  const entries = Array.from({ length: 400 }, (_, seed) => orthogonal(3, seed).get(0, 0));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(mean(entries))).toBeLessThan(4 * Math.sqrt(1 / 3 / 400));
  expect(Math.abs(mean(entries.map((entry) => entry ** 2)) - 1 / 3)).toBeLessThan(0.06);
});

test('noise: the loss of a step is repeatable, its gradient right on average, with the stated deviation', () => {
  const problem = noise(of('sphere'), 0.5);
  expect(problemFrom(problem.config).name).toBe('noise(sphere, deviation=0.5)');
  const instance = problem.create(0);
  const slopes = Array.from({ length: 800 }, (_, step) => {
    const { value, grads } = tf.variableGrads(() => instance.loss(step + 1), instance.variables);
    const slope = [...grads[instance.variables[0]!.name]!.dataSync()];
    tf.dispose([value, grads]);
    return slope[0]! + 4;
  });
  const mean = slopes.reduce((sum, slope) => sum + slope, 0) / 800;
  const variance = slopes.reduce((sum, slope) => sum + slope ** 2, 0) / 800;
  expect(Math.abs(mean)).toBeLessThan((4 * 0.5) / Math.sqrt(800));
  expect(Math.abs(variance - 0.25)).toBeLessThan(4 * 0.25 * Math.sqrt(2 / 800));
  expect(tf.tidy(() => instance.loss(3).dataSync()[0])).toBe(tf.tidy(() => instance.loss(3).dataSync()[0]));
  expect(tf.tidy(() => instance.objective().dataSync()[0])).toBe(8);
  instance.dispose();
});

test.each([
  [() => shift(of('booth'), [1]), 'shift: by is [1], but must hold 2 finite numbers.'],
  [() => scale(of('booth'), 0), 'scale: by is 0, but must be a finite number that is not 0, or 2 of them.'],
  [() => noise(of('booth'), -1), 'noise: deviation is -1, but must be a finite number that is not negative.'],
  [
    () => rotate(of('mlpClassifier'), 1),
    'rotate: mlpClassifier is not a function of one vector, known in float64, as it must be.',
  ],
  [
    () => problemFrom({ transform: 'fold', options: {}, of: { name: 'booth' } }),
    "transform 'fold' is not known; known are shift, scale, rotate, noise, startAt.",
  ],
])('%s is refused', (make, message) => {
  expect(make).toThrow(message);
});

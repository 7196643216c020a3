import * as tf from '@tensorflow/tfjs';
import { evaluateAt } from './fixtures/evaluate-at.js';
import { expectNear } from './fixtures/expect-near.js';
import type { ProblemConfig, ProblemInstance } from './problem.js';
import { findProblem, problemFrom, suite } from './suite.js';

const lossesOf = (instance: ProblemInstance, steps: number[]) =>
  tf.tidy(() => steps.map((step) => instance.loss(step).dataSync()[0]!));

const pointOf = (instance: ProblemInstance) => instance.variables.flatMap((variable) => [...variable.dataSync()]);

describe.each(suite)('$name', (problem) => {
  test('is found by name, and again from its stored config', () => {
    expect(findProblem(problem.name)).toBe(problem);
    expect(problemFrom(JSON.parse(JSON.stringify(problem.config)))).toBe(problem);
  });

  test('has as many parameters as it says', () => {
    const instance = problem.create(0);
    expect(pointOf(instance)).toHaveLength(problem.dimension);
    instance.dispose();
  });

  test('a loss is repeatable, in any order of steps', () => {
    const instance = problem.create(3);
    const [one, two, three] = lossesOf(instance, [1, 2, 3]);
    expect(lossesOf(instance, [3, 1, 2, 1])).toEqual([three, one, two, one]);
    instance.dispose();
  });

  test('the same seed gives the same run, another seed another start', () => {
    const [first, again, other] = [problem.create(3), problem.create(3), problem.create(4)];
    expect(pointOf(again)).toEqual(pointOf(first));
    expect(lossesOf(again, [1, 2, 3])).toEqual(lossesOf(first, [1, 2, 3]));
    expect(pointOf(other)).not.toEqual(pointOf(first));
    for (const instance of [first, again, other]) instance.dispose();
  });

  test('leaks nothing, and gives everything back', () => {
    const before = tf.memory().numTensors;
    const instance = problem.create(1);
    const held = tf.memory().numTensors;
    for (let step = 1; step <= 10; step++) {
      const { value, grads } = tf.variableGrads(() => instance.loss(step), instance.variables);
      expect(Object.keys(grads)).toEqual(instance.variables.map((variable) => variable.name));
      tf.dispose([value, grads, instance.loss(step), instance.objective()]);
    }
    expect(tf.memory().numTensors).toBe(held);
    instance.dispose();
    instance.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe.each(suite.filter((problem) => problem.surface))('$name', (problem) => {
  test('its surface is its objective, and shows start and minimum', () => {
    const { x, y, value } = problem.surface!;
    const instance = problem.create(0);
    for (const [px, py] of [pointOf(instance), problem.minimum!.point!] as [number, number][]) {
      expectNear([value(px, py)], [evaluateAt(problem, [px, py]).value], 2e-5);
      expect(px > x[0] && px < x[1] && py > y[0] && py < y[1]).toBe(true);
    }
    instance.dispose();
  });
});

test('names are unique', () => {
  expect(new Set(suite.map((problem) => problem.name)).size).toBe(suite.length);
});

test('an unknown name is answered with the known ones', () => {
  expect(() => findProblem('rosenbruck')).toThrow(
    "problem 'rosenbruck' is not known; known are quadratic, rosenbrock, beale, logisticRegression, mlpClassifier, booth",
  );
});

test('a stored expression is a problem again', () => {
  const config: ProblemConfig = { expression: 'x^2 + y^2', start: [3, 4] };
  expect(problemFrom(config).config).toEqual(config);
  expect(evaluateAt(problemFrom(config), [3, 4]).value).toBe(25);
});

test('a family of functions is there for every number of variables', () => {
  const problem = findProblem('rastrigin:30');
  expect(problem.dimension).toBe(30);
  expect(problemFrom(problem.config).config).toEqual(problem.config);
  expect(() => findProblem('rastrigin:1')).toThrow(
    'the dimension of rastrigin is 1, but must be a whole number from 2 to 10000.',
  );
});

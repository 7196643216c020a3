import * as tf from '@tensorflow/tfjs';
import { pickBackend } from '../backends/pick-backend.js';
import { survey, surveyTasks } from './survey.js';

const quiet = { start: () => {}, done: () => {} };
/** ½ (9 x² + y²) */
const problem = { expression: '4.5*x^2 + 0.5*y^2', start: [1, 1] };
const config = {
  optimizer: { name: 'sgd', options: { learningRate: 0.1 } },
  problem,
  steps: 50,
  fullBatch: false,
};

beforeAll(() => pickBackend('cpu'));

test('of a bowl: sharpness 9 all along, its eigenvalues, its slices', async () => {
  const { numTensors } = tf.memory();
  let done = 0;
  const found = await survey(config, { ...quiet, done: () => void done++ });
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(done).toBe(surveyTasks(config));
  const { moments, densities, way, planes } = found;
  expect(moments.map(({ step }) => step).slice(0, 3)).toEqual([0, 1, 3]);
  expect(moments.at(-1)!.step).toBe(50);
  for (const { step, objective, sharpness } of moments) {
    expect(sharpness).toBeCloseTo(9, 4);
    expect(objective).toBeCloseTo(4.5 * 0.1 ** (2 * step) + 0.5 * 0.9 ** (2 * step), 4);
  }
  for (const { value } of densities.end.nodes)
    expect(Math.min(Math.abs(value - 9), Math.abs(value - 1))).toBeLessThan(1e-4);
  const end = 0.9 ** 50;
  way.at.forEach((t, i) => {
    expect(way.values[i]).toBeCloseTo(4.5 * (1 - t) ** 2 + 0.5 * (1 - t + t * end) ** 2, 3);
  });
  const { x, y, values } = planes.top!;
  y.forEach((b, j) => {
    x.forEach((a, i) => {
      // The eigenvectors are the axes, with either sign.
      const [low, high] = [-1, 1].map((sign) => 4.5 * a ** 2 + 0.5 * (sign * b + end) ** 2).sort((p, q) => p - q);
      expect(Math.min(Math.abs(values[j][i] - low), Math.abs(values[j][i] - high))).toBeLessThan(1e-3);
    });
  });
});

test('of one parameter there is no plane of two eigenvectors', async () => {
  const { planes } = await survey({ ...config, problem: { expression: 'x^2', start: [1] }, steps: 2 }, quiet);
  expect(planes.top).toBeUndefined();
});

test('a run that diverges is refused with a sentence, and leaves nothing behind', async () => {
  const { numTensors } = tf.memory();
  const optimizer = { name: 'sgd', options: { learningRate: 1e9 } };
  await expect(survey({ ...config, optimizer }, quiet)).rejects.toThrow(
    /^sgd\(learningRate=1000000000\) on 4\.5\*x\^2 \+ 0\.5\*y\^2 from \(1, 1\): the objective is .* take a smaller step size\.$/,
  );
  expect(tf.memory().numTensors).toBe(numTensors);
});

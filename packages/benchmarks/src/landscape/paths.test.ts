import * as tf from '@tensorflow/tfjs';
import { pickBackend } from '../backends/pick-backend.js';
import { paths, pathsTasks } from './paths.js';

const quiet = { start: () => {}, done: () => {} };
const sgd = (learningRate: number) => ({ name: 'sgd', options: { learningRate } });
const adam = { name: 'adam', options: { learningRate: 0.05 } };
const training = { steps: 30, fullBatch: false };
const bowl = { ...training, problem: { expression: '4.5*x^2 + 2*y^2 + 0.5*z^2', start: [1, 1, 1] } };

beforeAll(() => pickBackend('cpu'));

test('on a quadratic: all from one start, sharpness L, effective step η, closed forms at each reading', async () => {
  const { numTensors } = tf.memory();
  const config = { ...bowl, optimizers: [sgd(0.05), adam] };
  let done = 0;
  const { runs, ways, shares } = await paths(config, { ...quiet, done: () => void done++ });
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(done).toBe(pathsTasks(config));
  expect(ways.map((way) => way.length)).toEqual([31, 31]);
  expect(ways[1][0][0]).toBeCloseTo(ways[0][0][0], 12);
  expect(ways[1][0][1]).toBeCloseTo(ways[0][0][1], 12);
  expect(shares[0] + shares[1]).toBeLessThanOrEqual(1 + 1e-12);
  for (const { sharpness } of runs.flatMap(({ readings }) => readings)) expect(sharpness).toBeCloseTo(9, 3);
  expect(runs[0].readings.at(-1)!.step).toBe(30);
  for (const { step, objective, gradientOverlap, updateNorm, effectiveStep } of runs[0].readings) {
    const at = [9, 4, 1].map((curvature) => (1 - 0.05 * curvature) ** (step - 1));
    const gradient = [9 * at[0], 4 * at[1], at[2]];
    const norm = Math.hypot(...gradient);
    expect(objective).toBeCloseTo(4.5 * at[0] ** 2 + 2 * at[1] ** 2 + 0.5 * at[2] ** 2, 4);
    expect(gradientOverlap).toBeCloseTo(gradient[0] ** 2 / norm ** 2, 4);
    expect(updateNorm).toBeCloseTo(0.05 * norm, 5);
    expect(effectiveStep).toBeCloseTo(0.05, 4);
  }
  // The first step of Adam is η in each of three parameters.
  expect(runs[1].readings[0].updateNorm).toBeCloseTo(0.05 * Math.sqrt(3), 5);
});

test('the loss on the plane is that at the paths where the plane is all there is', async () => {
  const round = { ...training, problem: { expression: '0.5*x^2 + 0.5*y^2', start: [1, 2] } };
  const { ways, shares, plane } = await paths({ ...round, optimizers: [sgd(0.1), adam] }, quiet);
  expect(shares[0] + shares[1]).toBeCloseTo(1, 10);
  // ½ r², whose second difference is h²; from its slope at the middle follows where r is 0.
  const { x, y, values } = plane;
  const slope = (at: readonly number[], by: (i: number) => number) => (by(16) - by(14)) / (at[16] - at[14]);
  const bottom = [x[15] - slope(x, (i) => values[15][i]), y[15] - slope(y, (j) => values[j][15])];
  const [start] = ways[0];
  expect(Math.hypot(start[0] - bottom[0], start[1] - bottom[1])).toBeCloseTo(Math.sqrt(5), 3);
  for (const [a, b] of ways.flat()) {
    expect(a > x[0] && a < x.at(-1)! && b > y[0] && b < y.at(-1)!).toBe(true);
  }
});

test('minibatches are the same for all, and a gradient is that of the minibatch of the step', async () => {
  const regression = {
    steps: 3,
    fullBatch: false,
    problem: { name: 'leastSquaresSum' },
    optimizers: [sgd(0.1), sgd(0.2)],
  };
  const { runs, ways } = await paths(regression, quiet);
  const whole = await paths({ ...regression, fullBatch: true }, quiet);
  expect(ways[0][0]).toEqual(ways[1][0]);
  for (const { effectiveStep } of [...runs[0].readings, ...whole.runs[0].readings])
    expect(effectiveStep).toBeCloseTo(0.1, 4);
  expect(runs[1].readings[0].updateNorm).toBeCloseTo(2 * runs[0].readings[0].updateNorm, 5);
  expect(whole.runs[0].readings[0].updateNorm).not.toBeCloseTo(runs[0].readings[0].updateNorm, 4);
});

test.each([
  ['a run that diverges', { ...bowl, optimizers: [adam, sgd(1e9)] }, /the objective is .* take a smaller step size\.$/],
  ['one parameter', { ...bowl, optimizers: [adam, sgd(1)], problem: { expression: 'x^2', start: [1] } }, 'x^2 from (1) has one parameter, and no plane.'], // biome-ignore format: one line
  ['no way at all', { ...bowl, optimizers: [adam, sgd(1)], problem: { expression: 'x^2 + y^2', start: [0, 0] } }, 'No optimizer moves on x^2 + y^2 from (0, 0): there is no plane to draw.'], // biome-ignore format: one line
])('%s is refused with a sentence, and leaves nothing behind', async (_, config, sentence) => {
  const { numTensors } = tf.memory();
  await expect(paths(config, quiet)).rejects.toThrow(sentence);
  expect(tf.memory().numTensors).toBe(numTensors);
});

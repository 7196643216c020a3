import { Matrix } from 'ml-matrix';
import { expectNear } from '../fixtures/expect-near.js';
import type { LinearModel } from './linear-model-data.js';
import { linearObjective } from './linear-objective.js';
import { linearResiduals } from './linear-residuals.js';
import { hinge, logistic, smoothedHinge, squared } from './sample-losses.js';

const rows = Array.from({ length: 7 }, (_, i) => [0, 1, 2].map((j) => Math.sin(3 * i + j + 1)));
const targets = rows.map((_, i) => (i % 3 === 0 ? 1 : -1));
const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e-310, 1e154];
const points = [[0, 0, 0], [0.3, -0.2, 1.1], [-2, 5, 0.1], ...special.map((x) => [x, 1, -1]), special.slice(3)];

/** Value and gradient as they stand, by matrices. */
function plain({ data, loss, l2 = 0, l1 = 0 }: LinearModel, w: readonly number[]) {
  const X = new Matrix(data.rows as number[][]);
  const average = 1 / data.rows.length;
  const z = X.mmul(Matrix.columnVector(w)).to1DArray();
  const losses = z.reduce((sum, zi, i) => sum + average * loss.value(zi, data.targets[i]!), 0);
  const slopes = z.map((zi, i) => average * loss.slope(zi, data.targets[i]!));
  const slope = X.transpose().mmul(Matrix.columnVector(slopes)).to1DArray();
  return {
    value: losses + w.reduce((sum, wj) => sum + (l2 / 2) * wj ** 2 + l1 * Math.abs(wj), 0),
    gradient: slope.map((s, j) => s + l2 * w[j]! + l1 * Math.sign(w[j]!)),
  };
}

const model = (changes: Partial<LinearModel>): LinearModel => ({
  name: 'mine',
  reference: '',
  tags: [],
  data: { rows, targets },
  loss: squared,
  ...changes,
});

test.each<[string, Partial<LinearModel>]>([
  ['least squares', {}],
  ['ridge regression', { l2: 0.3 }],
  ['lasso', { l1: 0.2 }],
  ['logistic regression', { loss: logistic, l2: 0.1 }],
  ['hinge', { loss: hinge, l2: 0.1, l1: 0.05 }],
  ['smoothed hinge', { loss: smoothedHinge(0.5) }],
])('%s has the bits of the plain reading', (_, changes) => {
  const objective = linearObjective(model(changes));
  for (const w of points) {
    const expected = plain(model(changes), w);
    expect(objective.value(w)).toBe(expected.value);
    expect(objective.valueAndGradient(w)).toEqual(expected);
  }
});

test.each<[string, number]>([
  ['least squares', 0],
  ['ridge regression', 0.3],
])('the residuals of %s square to its objective, and their Jacobian to its gradient and Hessian', (_, l2) => {
  const { value, gradient, hessian } = linearObjective(model({ l2 }));
  const { residuals, jacobian } = linearResiduals(model({ l2 }))!;
  for (const w of points.slice(0, 3)) {
    const [r, J] = [Matrix.columnVector(residuals(w)), new Matrix(jacobian(w))];
    const doubled = J.transpose().mul(2);
    expectNear([r.dot(r)], [value(w)], 1e-14);
    expectNear(doubled.mmul(r).to1DArray(), gradient(w), 1e-14);
    expectNear(doubled.mmul(J).to1DArray(), hessian(w).to1DArray(), 1e-14);
  }
});

test.each([{ loss: logistic }, { loss: hinge }, { l1: 0.1 }])(
  'what is no sum of squares has no residuals',
  (changes) => {
    expect(linearResiduals(model(changes))).toBeUndefined();
  },
);

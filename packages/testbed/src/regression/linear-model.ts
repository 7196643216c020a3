import * as tf from '@tensorflow/tfjs';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { LinearData } from '../data/linear-data.js';
import { flatVariable } from '../deterministic-instance.js';
import { lazy } from '../lazy.js';
import { makeInstance } from '../make-instance.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Constants, Minimum, Problem } from '../problem.js';
import { sampledInstance } from '../sampled-instance.js';
import { newton } from './newton.js';
import type { SampleLoss } from './sample-losses.js';

/** What a linear model is fitted to, and how. */
export interface LinearModel extends Pick<Problem, 'name' | 'reference' | 'tags'> {
  readonly data: LinearData;
  readonly loss: SampleLoss;
  /** Weight of ½ |w|². Default 0. */
  readonly l2?: number;
  /** Weight of Σ |w_j|. Default 0. */
  readonly l1?: number;
  /** Where w starts. Default: zeros. */
  readonly start?: readonly number[];
  /** The minimiser; by default it is found by Newton's method. */
  readonly minimizer?: (model: LinearModel) => readonly number[];
  /** Samples in a minibatch. Default: all of them, and nothing is stochastic. */
  readonly batchSize?: number;
}

/** The problem f(w) = mean_i loss(x_i · w, y_i) + ½ l2 |w|² + l1 |w|₁ over one flat variable. */
export function linearModel(model: LinearModel): Problem {
  const { name, reference, tags, data, loss, l2 = 0, l1 = 0, batchSize, minimizer = byNewton } = model;
  const { start = data.rows[0]!.map(() => 0) } = model;
  const minimum = lazy((): Minimum => {
    const point = [...minimizer(model)];
    return { value: float64.value(point), point };
  });
  const constants = lazy(() => constantsOf(model));
  const float64 = float64Of(model);

  const mean = ([w]: readonly tf.Tensor[], [x, y]: readonly tf.Tensor[]) => {
    const z = tf.matMul(x as tf.Tensor2D, w!.expandDims<tf.Tensor2D>(1)).flatten();
    const penalties = [
      ...(l2 > 0 ? [tf.mul(tf.sum(tf.square(w!)), l2 / 2)] : []),
      ...(l1 > 0 ? [tf.mul(tf.sum(tf.abs(w!)), l1)] : []),
    ];
    return penalties.reduce<tf.Scalar>((sum, penalty) => tf.add(sum, penalty), tf.mean(loss.tensor(z, y!)));
  };
  return {
    name,
    formula: [
      `mean_i ${loss.formula}`,
      ...(l2 > 0 ? [`${l2 / 2} |w|^2`] : []),
      ...(l1 > 0 ? [`${l1} |w|_1`] : []),
    ].join(' + '),
    reference,
    tags: ['convex', 'regression', ...tags, ...(batchSize ? ['stochastic', 'finite-sum'] : [])],
    dimension: start.length,
    get minimum() {
      return minimum();
    },
    get constants() {
      return constants();
    },
    float64,
    config: { name },
    create(seed) {
      const variables = [flatVariable(perturbedStart(start, seed))];
      const samples = [tf.tensor2d(data.rows as number[][]), tf.tensor1d(data.targets as number[])];
      return batchSize
        ? sampledInstance({ seed, variables, data: samples, batchSize, mean })
        : makeInstance({ variables, data: samples, objective: (xs) => mean(xs, samples) });
    },
  };
}

function float64Of({ data: { rows, targets }, loss, l2 = 0, l1 = 0 }: LinearModel) {
  const X = new Matrix(rows as number[][]);
  const average = 1 / rows.length;
  const scores = (w: readonly number[]) => X.mmul(Matrix.columnVector(w)).to1DArray();
  return {
    value: (w: readonly number[]) =>
      scores(w).reduce((sum, z, i) => sum + average * loss.value(z, targets[i]!), 0) +
      w.reduce((sum, wj) => sum + (l2 / 2) * wj ** 2 + l1 * Math.abs(wj), 0),
    gradient(w: readonly number[]) {
      const slopes = scores(w).map((z, i) => average * loss.slope(z, targets[i]!));
      const slope = X.transpose().mmul(Matrix.columnVector(slopes)).to1DArray();
      return slope.map((s, j) => s + l2 * w[j]! + l1 * Math.sign(w[j]!));
    },
    hessian(w: readonly number[]) {
      const weights = scores(w).map((z, i) => average * loss.curvature(z, targets[i]!));
      return X.transpose().mulRowVector(weights).mmul(X).add(Matrix.eye(w.length).mul(l2));
    },
  };
}

const byNewton = (model: LinearModel): number[] => {
  const { gradient, hessian } = float64Of(model);
  const start = Matrix.zeros(model.data.rows[0]!.length, 1);
  const column = (w: Matrix) => Matrix.columnVector(gradient(w.to1DArray()));
  return newton(column, (w) => hessian(w.to1DArray()), start).to1DArray();
};

/** From the bounds of the loss's curvature and the spectrum of X'X / n; none where f has kinks. */
function constantsOf({ data: { rows }, loss, l2 = 0, l1 = 0 }: LinearModel): Constants | undefined {
  if (!loss.bounds || l1 > 0) return undefined;
  const [least, most] = loss.bounds;
  const X = new Matrix(rows as number[][]);
  const gram = X.transpose().mmul(X).div(rows.length);
  const spectrum = new EigenvalueDecomposition(gram, { assumeSymmetric: true }).realEigenvalues;
  const longest = rows.reduce(
    (most, row) =>
      Math.max(
        most,
        row.reduce((sum, x) => sum + x ** 2, 0),
      ),
    0,
  );
  return {
    L: most * Math.max(...spectrum) + l2,
    mu: least * Math.max(0, Math.min(...spectrum)) + l2,
    Lmax: most * longest + l2,
  };
}

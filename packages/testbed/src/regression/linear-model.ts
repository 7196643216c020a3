import * as tf from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { LinearData } from '../data/linear-data.js';
import { flatVariable } from '../deterministic-instance.js';
import { lazy } from '../lazy.js';
import { offering } from '../offers.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Constants, Minimum, Problem } from '../problem.js';
import { sampledInstance } from '../sampled-instance.js';
import { checkLinearModel, checkStart } from './check-linear-model.js';
import type { LinearModel } from './linear-model-data.js';
import { linearObjective } from './linear-objective.js';
import { linearResiduals } from './linear-residuals.js';
import { scoresOf, shareOfSigns } from './linear-scores.js';
import { newton } from './newton.js';

/**
 * The problem f(w) = mean_i loss(x_i · w, y_i) + ½ l2 |w|² + l1 |w|₁ over one flat variable. Its minimum and constants are
 * computed where they are asked for.
 *
 * @throws Error naming what is wrong: data that are empty, ragged or not finite, labels that are not −1 and 1 where the
 * loss wants them, or a loss beyond float32 at the start; at `minimum` and `constants`, above 2000 features.
 */
export function linearModel(model: LinearModel): Problem {
  const { name, reference, tags, data, loss, l2 = 0, l1 = 0, batchSize, minimizer = byNewton, heldOut } = model;
  checkLinearModel(model);
  const { start = data.rows[0]!.map(() => 0) } = model;
  const minimum = lazy((): Minimum => {
    const point = [...minimizer(model)];
    const value = float64.value(point);
    if (Number.isFinite(value)) return { value, point };
    throw new Error(`${name}: the minimum found is ${value}, lost in float64; scale rows and targets.`);
  });
  const constants = lazy(() => constantsOf(model));
  const { value, gradient, valueAndGradient } = linearObjective(model);
  const { onTensors, ...leastSquares } = linearResiduals(model) ?? {};
  const float64 = { value, gradient, valueAndGradient, ...leastSquares };
  checkStart(name, data.rows.length, value(start), gradient(start));

  const mean = meanOf(model);
  const startAt = (seed: number) => perturbedStart(start, seed);
  const outputs = scoresOf(model);
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
    offers: offering({ float64: !batchSize, residuals: onTensors, outputs, finiteSum: batchSize, heldOut }),
    float64,
    start: startAt,
    config: { name },
    create(seed) {
      const variables = [flatVariable(startAt(seed))];
      return sampledInstance({
        seed,
        variables,
        data: tensorsOf(data),
        batchSize,
        mean,
        residuals: onTensors && (([w], [x, y]) => onTensors(w!, x!, y!)),
        outputs,
        heldOut: heldOut && (() => tensorsOf(heldOut)),
        accuracy: loss.labels ? shareOfSigns : undefined,
      });
    },
  };
}

/** The objective on tensors, over the samples given. */
function meanOf({ loss, l2 = 0, l1 = 0 }: LinearModel) {
  return ([w]: readonly tf.Tensor[], [x, y]: readonly tf.Tensor[]): tf.Scalar => {
    const z = tf.reshape(tf.matMul(x as tf.Tensor2D, tf.expandDims(w!, 1)), [-1]);
    const penalties = [
      ...(l2 > 0 ? [tf.mul(tf.sum(tf.square(w!)), l2 / 2)] : []),
      ...(l1 > 0 ? [tf.mul(tf.sum(tf.abs(w!)), l1)] : []),
    ];
    return penalties.reduce<tf.Scalar>((sum, penalty) => tf.add(sum, penalty), tf.mean(loss.tensor(z, y!)));
  };
}

const tensorsOf = ({ rows, targets }: LinearData) => [
  tf.tensor2d(rows as number[][]),
  tf.tensor1d(targets as number[]),
];

/** Beyond this a spectrum or a Newton step takes minutes. */
const mostFeatures = 2000;

function byNewton(model: LinearModel): number[] {
  const { name, data } = model;
  const features = checkSolvable(name, data, 'the minimum is not computed; give a minimizer');
  const { gradient, hessian } = linearObjective(model);
  const column = (w: Matrix) => Matrix.columnVector(gradient(w.to1DArray()));
  try {
    return newton(column, (w) => hessian(w.to1DArray()), Matrix.zeros(features, 1)).to1DArray();
  } catch (error) {
    const why = (error as Error).message.replace(/\.$/, '');
    throw new Error(`${name}: no minimum is found (${why}); ${model.l2 ? 'scale rows and targets' : ridgeless}.`, {
      cause: error,
    });
  }
}

const ridgeless =
  'where labels are all alike or can be separated, or features depend on each other, l2 must be above 0';

/** Returns the number of features. */
function checkSolvable(name: string, { rows }: LinearData, otherwise: string): number {
  const features = rows[0]!.length;
  if (features <= mostFeatures) return features;
  throw new Error(`${name}: there are ${features} features; above ${mostFeatures} ${otherwise}.`);
}

/** From the bounds of the loss's curvature and the spectrum of X'X / n; none where f has kinks. */
function constantsOf({ name, data, loss, l2 = 0, l1 = 0 }: LinearModel): Constants | undefined {
  if (!loss.bounds || l1 > 0) return undefined;
  checkSolvable(name, data, 'L and mu are not computed');
  const { rows, targets } = data;
  const [least, most] = loss.bounds;
  const X = new Matrix(rows as number[][]);
  const gram = X.transpose().mmul(X).div(rows.length);
  const spectrum = new EigenvalueDecomposition(gram, { assumeSymmetric: true }).realEigenvalues;
  const longest = rows.reduce((long, row) => Math.max(long, squaredNorm(row)), 0);
  // Of all samples at once: the largest curvature at w = 0, the least where every score is far from 0.
  const meets = (bound: number, z: number) => targets.every((y) => loss.curvature(z, y) === bound);
  const bounds = [
    ...(meets(most, 0) ? [] : (['L'] as const)),
    ...([-far, far].every((z) => meets(least, z)) ? [] : (['mu'] as const)),
  ];
  return {
    L: most * Math.max(...spectrum) + l2,
    mu: least * Math.max(0, Math.min(...spectrum)) + l2,
    Lmax: most * longest + l2,
    ...(bounds.length > 0 && { bounds }),
  };
}

const far = 1e9;

const squaredNorm = (x: readonly number[]) => x.reduce((sum, xi) => sum + xi ** 2, 0);

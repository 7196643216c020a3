import { Matrix } from 'ml-matrix';
import { asObjective, type SmoothObjective } from '../as-objective.js';
import { lazy } from '../lazy.js';
import type { LinearModel } from './linear-model-data.js';

/** The objective of a linear model in float64, and its Hessian. */
export function linearObjective(model: LinearModel): SmoothObjective & { hessian(w: readonly number[]): Matrix } {
  const { rows, targets } = model.data;
  const { loss, l2 = 0, l1 = 0 } = model;
  const [samples, features] = [rows.length, rows[0]!.length];
  const X = new Float64Array(samples * features);
  for (const [i, row] of rows.entries()) X.set(row, features * i);
  const matrix = lazy(() => new Matrix(rows as number[][]));
  const average = 1 / samples;
  // Of one type whatever array is given, and never shared: loops over them are fast.
  const [weights, slopes] = [new Float64Array(features), new Float64Array(features)];
  const take = (w: ArrayLike<number>) => {
    for (let j = 0; j < features; j++) weights[j] = w[j]!;
  };
  const score = (i: number) => {
    let z = 0;
    for (let j = 0, at = features * i; j < features; j++, at++) z += X[at]! * weights[j]!;
    return z;
  };
  const penalty = () => {
    let sum = 0;
    for (let j = 0; j < features; j++) sum = sum + (l2 / 2) * weights[j]! ** 2 + l1 * Math.abs(weights[j]!);
    return sum;
  };
  const value = (w: ArrayLike<number>) => {
    take(w);
    let sum = 0;
    for (let i = 0; i < samples; i++) sum += average * loss.value(score(i), targets[i]!);
    return sum + penalty();
  };
  const objective = asObjective(features, value, (w, into) => {
    take(w);
    slopes.fill(0);
    let sum = 0;
    for (let i = 0; i < samples; i++) {
      const z = score(i);
      sum += average * loss.value(z, targets[i]!);
      const slope = average * loss.slope(z, targets[i]!);
      for (let j = 0, at = features * i; j < features; j++, at++) slopes[j]! += X[at]! * slope;
    }
    for (let j = 0; j < features; j++) into[j] = slopes[j]! + l2 * weights[j]! + l1 * Math.sign(weights[j]!);
    return sum + penalty();
  });
  return {
    ...objective,
    hessian(w) {
      take(w);
      const curvatures = Array.from(targets, (y, i) => average * loss.curvature(score(i), y));
      const scaled = matrix().clone().mulColumnVector(curvatures);
      return matrix().transpose().mmul(scaled).add(Matrix.eye(features).mul(l2));
    },
  };
}

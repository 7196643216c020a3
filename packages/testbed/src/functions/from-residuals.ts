import * as tf from '@tensorflow/tfjs-core';
import { flatVariable } from '../deterministic-instance.js';
import { arrange } from '../expression/arrange.js';
import { parseExpression } from '../expression/parse-expression.js';
import { leastSquaresOf } from '../graph/least-squares.js';
import { makeInstance } from '../make-instance.js';
import { offering } from '../offers.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Problem, Region } from '../problem.js';
import { regionAround } from './region-around.js';

/** A sum of squares, f(x) = Σ_i r_i(x)². */
export interface FromResidualsOptions
  extends Pick<Problem, 'name' | 'reference' | 'tags' | 'minimum' | 'constants' | 'config'> {
  /** Expressions of the parameters x1, x2, …. One that mentions a column stands for a residual in each row. */
  readonly residuals: readonly string[];
  /** Data by name, all of one length. */
  readonly columns?: Readonly<Record<string, readonly number[]>>;
  /** One number for each of x1, x2, …. */
  readonly start: readonly number[];
  readonly region?: Region;
  /** Default: the residuals squared and added up. */
  readonly formula?: string;
}

/**
 * The problem of minimising such a sum over one flat variable of shape [n]; its instances have `residualsAt`.
 *
 * @throws Error where an expression is refused, or columns are empty or not of one length.
 */
export function fromResiduals({
  residuals: texts,
  columns = {},
  start,
  region,
  formula = texts.map((text) => `(${text})^2`).join(' + '),
  ...known
}: FromResidualsOptions): Problem {
  const expressions = texts.map(parseExpression);
  checkColumns(columns);
  const names = start.map((_, i) => `x${i + 1}`);
  const float64 = leastSquaresOf(start.length, (graph) => {
    const parameters = names.map((name, i) => [name, graph.input(i)] as const);
    const data = Object.entries(columns).map(([name, column]) => [name, graph.column(column)] as const);
    const values = { ...Object.fromEntries(parameters), ...Object.fromEntries(data) };
    return expressions.map((expression) => expression.read(graph, arrange(expression, values)));
  });
  const { value } = float64;
  const isDefined = (point: readonly number[]) => Number.isFinite(Math.fround(value(point.map(Math.fround))));
  const startAt = (seed: number) => perturbedStart(start, seed, isDefined);

  return {
    ...known,
    formula,
    dimension: start.length,
    offers: offering({ float64, residuals: true }),
    float64,
    start: startAt,
    surface:
      start.length === 2
        ? { ...(region ?? regionAround(start, known.minimum)), value: (x, y) => value([x, y]) }
        : undefined,
    create(seed) {
      const data = Object.fromEntries(
        Object.entries(columns).map(([name, column]) => [name, tf.tensor1d([...column])]),
      );
      const residualsAt = ([x]: readonly tf.Tensor[]) => {
        // By slices, since the gradient of tf.unstack fails for a single element.
        const scalars = names.map((name, i) => [name, tf.reshape(tf.slice(x!, i, 1), [])] as const);
        const values: Record<string, tf.Tensor> = { ...Object.fromEntries(scalars), ...data };
        return tf.concat(
          expressions.map((expression) => tf.reshape(expression.tensor(arrange(expression, values)), [-1])),
        ) as tf.Tensor1D;
      };
      return makeInstance({
        variables: [flatVariable(startAt(seed))],
        objective: (xs) => tf.sum<tf.Scalar>(tf.square(residualsAt(xs))),
        residuals: residualsAt,
        data,
      });
    },
  };
}

function checkColumns(columns: Readonly<Record<string, readonly number[]>>): void {
  const lengths = Object.values(columns).map(({ length }) => length);
  if (lengths.every((length) => length === lengths[0] && length > 0)) return;
  const found = Object.entries(columns).map(([name, { length }]) => `${name} has ${length}`);
  throw new Error(`columns must hold one row or more, as many in each, but ${found.join(', ')}.`);
}

import * as tf from '@tensorflow/tfjs-core';
import { flatVariable } from '../deterministic-instance.js';
import { arrange } from '../expression/arrange.js';
import { type Expression, parseExpression } from '../expression/parse-expression.js';
import { makeInstance } from '../make-instance.js';
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

/** The problem of minimising such a sum over one flat variable of shape [n]; its instances have `residualsAt`. */
export function fromResiduals({
  residuals: texts,
  columns = {},
  start,
  region,
  formula = texts.map((text) => `(${text})^2`).join(' + '),
  ...known
}: FromResidualsOptions): Problem {
  const expressions = texts.map(parseExpression);
  const names = start.map((_, i) => `x${i + 1}`);
  const float64 = float64Of(expressions, names, columns);
  const { value } = float64;

  return {
    ...known,
    formula,
    dimension: start.length,
    float64,
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
      const isDefined = (point: readonly number[]) => Number.isFinite(Math.fround(value(point.map(Math.fround))));
      return makeInstance({
        variables: [flatVariable(perturbedStart(start, seed, isDefined))],
        objective: (xs) => tf.sum<tf.Scalar>(tf.square(residualsAt(xs))),
        residuals: residualsAt,
        data,
      });
    },
  };
}

/** The residuals, their Jacobian, and the sum of squares with its gradient, on plain numbers. */
function float64Of(
  expressions: readonly Expression[],
  names: readonly string[],
  columns: Readonly<Record<string, readonly number[]>>,
) {
  const rows = rowsOf(columns);
  const rowsFor = ({ symbols }: Expression) => (symbols.some((name) => Object.hasOwn(columns, name)) ? rows : [{}]);
  const named = (x: readonly number[]) => Object.fromEntries(names.map((name, i) => [name, x[i]!]));

  /** Applies `read` to every residual with its arguments at x. */
  const each = <T>(x: readonly number[], read: (expression: Expression, values: number[]) => T): T[] => {
    const parameters = named(x);
    return expressions.flatMap((expression) =>
      rowsFor(expression).map((row) => read(expression, arrange(expression, { ...parameters, ...row }))),
    );
  };
  const residuals = (x: readonly number[]) => each(x, ({ value }, values) => value(values));
  const jacobian = (x: readonly number[]) =>
    each(x, ({ gradient, symbols }, values) => {
      const slopes = gradient(values);
      return names.map((name) => slopes[symbols.indexOf(name)] ?? 0);
    });
  const value = (x: readonly number[]) => residuals(x).reduce((sum, r) => sum + r ** 2, 0);
  const gradient = (x: readonly number[]) => {
    const [r, J] = [residuals(x), jacobian(x)];
    return names.map((_, j) => 2 * J.reduce((sum, row, i) => sum + row[j]! * r[i]!, 0));
  };
  return { value, gradient, residuals, jacobian };
}

function rowsOf(columns: Readonly<Record<string, readonly number[]>>): Record<string, number>[] {
  const [first = []] = Object.values(columns);
  return first.map((_, i) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[i]!])));
}

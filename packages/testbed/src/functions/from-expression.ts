import * as tf from '@tensorflow/tfjs-core';
import { deterministicInstance } from '../deterministic-instance.js';
import { parseExpression } from '../expression/parse-expression.js';
import { offering } from '../offers.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Problem, Region } from '../problem.js';
import { regionAround } from './region-around.js';

/** An expression, where to start, and what is known about it. */
export interface FromExpressionOptions
  extends Partial<Pick<Problem, 'name' | 'reference' | 'tags' | 'minimum' | 'constants' | 'config'>> {
  readonly expression: string;
  /** One finite number for each variable, in natural alphabetical order (x1, x2, x10). */
  readonly start: readonly number[];
  /** What a picture shows of a function of two variables. Default: a square around the start with the origin inside. */
  readonly region?: Region;
}

/**
 * The problem of minimising an expression over one flat variable of shape [n]; see {@link parseExpression} for what may
 * be written. By default the name and formula are the expression, and the config is `{ expression, start }`.
 *
 * @example fromExpression({ expression: '(x - 1)^2 + 10 * (y - x^2)^2', start: [-1, 2] })
 * @throws Error in one sentence, where the expression is refused or has no variable, where the start has not one finite
 * number for each variable, or where the value at the start is not finite.
 */
export function fromExpression({
  expression,
  start,
  region,
  name = expression,
  reference = 'own expression',
  tags = [],
  minimum,
  constants,
  config = { expression, start },
}: FromExpressionOptions): Problem {
  const { symbols, value, gradient, valueAndGradient, tensor } = parseExpression(expression);
  // The variable is float32, and so is the loss.
  const valueAt = (point: readonly number[]) => Math.fround(value(point.map(Math.fround)));
  checkStart(start, symbols, valueAt);
  const isDefined = (point: readonly number[]) => Number.isFinite(valueAt(point));
  // By slices, since the gradient of tf.unstack fails for a single element.
  const objective = (x: tf.Tensor1D) => tensor(symbols.map((_, i) => tf.reshape(tf.slice(x, i, 1), []))) as tf.Scalar;
  const startAt = (seed: number) => perturbedStart(start, seed, isDefined);
  return {
    name,
    formula: expression,
    reference,
    tags,
    dimension: start.length,
    minimum,
    constants,
    offers: offering({ float64: true }),
    float64: { value, gradient, valueAndGradient },
    start: startAt,
    surface:
      symbols.length === 2
        ? { ...(region ?? regionAround(start, minimum)), value: (x, y) => value([x, y]) }
        : undefined,
    config,
    create: (seed) => deterministicInstance(startAt(seed), objective),
  };
}

function checkStart(
  start: readonly number[],
  symbols: readonly string[],
  valueAt: (start: readonly number[]) => number,
) {
  if (symbols.length === 0) throw new Error('expression has no variable, so there is nothing to minimise.');
  const shown = Array.isArray(start) ? `[${start.join(', ')}]` : String(start);
  if (!Array.isArray(start) || start.length !== symbols.length || !start.every(Number.isFinite)) {
    throw new Error(
      `start is ${shown}, but must hold one finite number for each of ${symbols.join(', ')} in this order.`,
    );
  }
  const value = valueAt(start);
  if (!Number.isFinite(value)) {
    throw new Error(`start is ${shown}, but the expression is ${value} there; it must be finite.`);
  }
}

import * as tf from '@tensorflow/tfjs-core';
import { deterministicInstance } from '../deterministic-instance.js';
import { arrange } from '../expression/arrange.js';
import { parseExpression } from '../expression/parse-expression.js';
import { objectiveOf } from '../graph/objective.js';
import { offering } from '../offers.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Problem } from '../problem.js';
import { type Reduction, reduction } from './reduction.js';
import { regionAround } from './region-around.js';

/** A function of n numbers, as expressions of its elements. */
export interface IndexedDefinition
  extends Pick<Problem, 'name' | 'reference' | 'tags' | 'minimum' | 'constants' | 'config'> {
  /** Sums over the elements, by name: see {@link reduction}. */
  readonly sums?: Readonly<Record<string, string>>;
  readonly products?: Readonly<Record<string, string>>;
  /** An expression of the sums and products by name, `first` (x_1), `last` (x_n) and n. */
  readonly value: string;
  /** n numbers. */
  readonly start: readonly number[];
}

/** The problem of minimising such a function over one flat variable of shape [n]. */
export function indexedFunction(definition: IndexedDefinition): Problem {
  const { sums = {}, products = {}, start, value: text, ...known } = definition;
  const n = start.length;
  const outer = parseExpression(text);
  const reductions: [string, Reduction][] = [
    ...Object.entries(sums).map(([name, term]) => [name, reduction('sum', term, n)] as [string, Reduction]),
    ...Object.entries(products).map(([name, term]) => [name, reduction('product', term, n)] as [string, Reduction]),
  ];

  const float64 = objectiveOf(n, (graph) => {
    const reduced = reductions.map(([name, { record }]) => [name, record(graph)] as const);
    const ends = { first: graph.input(0), last: graph.input(n - 1), n: graph.constant(n) };
    return outer.read(graph, arrange(outer, { ...Object.fromEntries(reduced), ...ends }));
  });
  const objective = (x: tf.Tensor1D) => {
    const reduced = reductions.map(([name, { tensor }]) => [name, tensor(x)] as const);
    const ends = {
      first: tf.reshape(tf.slice(x, 0, 1), []) as tf.Scalar,
      last: tf.reshape(tf.slice(x, n - 1, 1), []) as tf.Scalar,
      n: tf.scalar(n),
    };
    return outer.tensor<tf.Scalar>(arrange(outer, { ...Object.fromEntries(reduced), ...ends }));
  };

  return {
    ...known,
    formula: [
      text,
      ...Object.entries(sums).map(([name, term]) => `${name} = sum_i ${term}`),
      ...Object.entries(products).map(([name, term]) => `${name} = prod_i ${term}`),
    ].join(', '),
    dimension: n,
    offers: offering({ float64 }),
    float64,
    start: (seed) => perturbedStart(start, seed),
    surface: n === 2 ? { ...regionAround(start, known.minimum), value: (x, y) => float64.value([x, y]) } : undefined,
    create: (seed) => deterministicInstance(perturbedStart(start, seed), objective),
  };
}

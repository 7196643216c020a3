import * as tf from '@tensorflow/tfjs-core';
import { arrange } from '../expression/arrange.js';
import { parseExpression } from '../expression/parse-expression.js';
import type { Graph, Node } from '../graph/graph.js';

/** A sum or product over the elements of a vector x, in float64 and on tensors. */
export interface Reduction {
  record(graph: Graph): Node;
  tensor(x: tf.Tensor1D): tf.Scalar;
}

/**
 * Reduces a term over the elements. The term is an expression of the element `x`, its number `i` from 1, `n`, and the
 * element after it, `next`; where that is mentioned, the reduction ends at n − 1.
 */
export function reduction(kind: 'sum' | 'product', text: string, n: number): Reduction {
  const term = parseExpression(text);
  const count = term.symbols.includes('next') ? n - 1 : n;
  const numbers = Array.from({ length: count }, (_, k) => k + 1);

  return {
    record(graph) {
      const elements = { x: graph.input(0, count), next: graph.input(n - count, count) };
      const values = { ...elements, i: graph.column(numbers), n: graph.constant(n) };
      const terms = graph.widened(term.read(graph, arrange(term, values)), count);
      return kind === 'sum' ? graph.sum(terms) : graph.apply('product', terms);
    },
    tensor(x) {
      const elements = { x: tf.slice(x, 0, count), next: tf.slice(x, n - count, count) };
      const values = { ...elements, i: tf.tensor1d(numbers), n: tf.scalar(n) };
      const terms = term.tensor<tf.Tensor>(arrange(term, values));
      return kind === 'sum' ? tf.sum(terms) : tf.prod(terms);
    },
  };
}

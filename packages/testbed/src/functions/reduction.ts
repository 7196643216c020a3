import * as tf from '@tensorflow/tfjs-core';
import { arrange } from '../expression/arrange.js';
import { parseExpression } from '../expression/parse-expression.js';

/** A sum or product over the elements of a vector, in float64 and on tensors. */
export interface Reduction {
  value(x: readonly number[]): number;
  gradient(x: readonly number[]): number[];
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
  const at = (x: readonly number[], i: number) => arrange(term, { x: x[i - 1]!, next: x[i]!, i, n });
  const terms = (x: readonly number[]) => numbers.map((i) => term.value(at(x, i)));
  const { reduce, weights, tensor } = kinds[kind];

  return {
    value: (x) => reduce(terms(x)),
    gradient(x) {
      const weight = weights(terms(x));
      const total = x.map(() => 0);
      for (const [k, i] of numbers.entries()) {
        const slopes = term.gradient(at(x, i));
        total[k]! += weight[k]! * (slopes[term.symbols.indexOf('x')] ?? 0);
        if (count < n) total[k + 1]! += weight[k]! * slopes[term.symbols.indexOf('next')]!;
      }
      return total;
    },
    tensor(x) {
      const elements = { x: tf.slice(x, 0, count), next: tf.slice(x, n - count, count) };
      return tensor(term.tensor<tf.Tensor>(arrange(term, { ...elements, i: tf.tensor1d(numbers), n: tf.scalar(n) })));
    },
  };
}

const product = (terms: readonly number[]) => terms.reduce((left, term) => left * term, 1);

/** How terms are reduced, and the derivative of that by each of them. */
const kinds = {
  sum: {
    reduce: (terms: readonly number[]) => terms.reduce((left, term) => left + term, 0),
    weights: (terms: readonly number[]) => terms.map(() => 1),
    tensor: (terms: tf.Tensor) => tf.sum<tf.Scalar>(terms),
  },
  product: {
    reduce: product,
    weights: (terms: readonly number[]) => terms.map((_, k) => product(terms.toSpliced(k, 1))),
    tensor: (terms: tf.Tensor) => tf.prod<tf.Scalar>(terms),
  },
};

import type { Scope } from '../kernels/graph.js';
import { apply, type Formula, fraction, negative, number, power, sum } from './formula.js';
import type { Reading } from './words.js';

type Inner = Exclude<Reading['operation'], 'tensor' | 'scalar' | 'constant'>;

/** An operation, or a word that stands for several, as mathematics writes it, given the formulas of its operands. */
export function operationFormula(operation: Inner, of: readonly Formula[], scope: Scope): Formula {
  const [a, b, c] = of;
  const plus = { isNegative: false, formula: a };
  switch (operation) {
    case 'add':
      return sum([plus, { isNegative: false, formula: b }]);
    case 'sub':
      return sum([plus, { isNegative: true, formula: b }]);
    case 'neg':
      return negative(a);
    case 'mul':
      return fraction([a, b]);
    case 'div':
      return fraction([a], [b]);
    case 'square':
      return power(a, number(2));
    case 'sumOfSquares':
      return power(apply('norm', of, scope), number(2));
    case 'globalSumOfSquares':
      return power(apply('globalNorm', of, scope), number(2));
    case 'pow':
      return power(a, b);
    case 'where':
      return { kind: 'cases', when: a, holds: b, otherwise: c, scope };
    case 'maximum':
      return apply('max', of);
    case 'minimum':
      return apply('min', of);
    case 'logicalAnd':
      return { kind: 'logic', word: 'and', of, scope };
    case 'logicalOr':
      return { kind: 'logic', word: 'or', of, scope };
    case 'logicalNot':
      return { kind: 'logic', word: 'not', of, scope };
    case 'greater':
      return { kind: 'relation', sign: '>', of: [a, b], scope };
    case 'greaterEqual':
      return { kind: 'relation', sign: '≥', of: [a, b], scope };
    case 'less':
      return { kind: 'relation', sign: '<', of: [a, b], scope };
    case 'lessEqual':
      return { kind: 'relation', sign: '≤', of: [a, b], scope };
    case 'equal':
      return { kind: 'relation', sign: '=', of: [a, b], scope };
    default:
      return apply(operation, of, scope);
  }
}

import fc from 'fast-check';
import { evaluateAt } from '../fixtures/evaluate-at.js';
import { expectNear } from '../fixtures/expect-near.js';
import { randomExpression } from '../fixtures/random-expression.js';
import { beale } from '../functions/beale.js';
import { fromExpression } from '../functions/from-expression.js';
import { rosenbrock } from '../functions/rosenbrock.js';
import { parseExpression } from './parse-expression.js';

const byTf = (expression: string, point: readonly number[]) =>
  evaluateAt(fromExpression({ expression, start: point }), point);

const number = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true }).map(Math.fround);

describe('reading', () => {
  test.each([
    ['1 + 2 * x ^ 2', [3], 19],
    ['-x^2', [3], -9],
    ['2^x^2', [3], 512],
    ['(a - b) / c', [7, 1, 2], 3],
    ['pi * r + e', [2], 2 * Math.PI + Math.E],
    ['log(x)', [Math.E], 1],
    ['sec(x) + sech(x)', [0], 2],
    ['+x + -(-x) + abs(-x) * 1e-1 + .5', [2], 4.7],
    ['PI + E * i', [2, 3, 4], 2 * 3 + 4],
    ['α_1 + β', [1, 2], 3],
  ])('%s at %j is %d', (text, point, expected) => {
    const { symbols, value } = parseExpression(text);
    expect(symbols).toHaveLength(point.length);
    expect(value(point)).toBeCloseTo(expected, 12);
  });

  test('orders the symbols as people count', () => {
    expect(parseExpression('x10 + x2 + b + x1 + a + x2 + sin(pi) + e').symbols).toEqual(['a', 'b', 'x1', 'x2', 'x10']);
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])('takes %s for a variable like any other', (name) => {
    const { symbols, value, gradient } = parseExpression(`${name}^2`);
    expect(symbols).toEqual([name]);
    expect(value([3])).toBe(9);
    expect(gradient([3])).toEqual([6]);
  });
});

describe('three meanings of one tree', () => {
  test.each([rosenbrock, beale])('$name: tf agrees with float64 in value and gradient', ({ formula }) => {
    const { value, gradient } = parseExpression(formula);
    fc.assert(
      fc.property(number(2), number(2), (x, y) => {
        const actual = byTf(formula, [x, y]);
        expectNear([actual.value], [value([x, y])], 1e-5);
        expectNear(actual.gradient, gradient([x, y]), 1e-4);
      }),
      { seed: 1 },
    );
  });

  test('any expression: tf agrees with float64 in value and gradient', () => {
    fc.assert(
      fc.property(randomExpression, number(2), number(2), (body, x, y) => {
        const text = `x * y + ${body}`;
        const { value, gradient } = parseExpression(text);
        const actual = byTf(text, [x, y]);
        expectNear([actual.value], [value([x, y])], 1e-5);
        expectNear(actual.gradient, gradient([x, y]), 1e-4);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test.each([-3, -2, -1, 0, 1, 2, 3, 4, 5, 8, 13])('x^%d has value and slope right at a negative base', (exponent) => {
    const { value, gradient } = byTf(`x^${exponent}`, [-1.5]);
    expectNear([value], [(-1.5) ** exponent], 1e-6);
    expectNear(gradient, [exponent * (-1.5) ** (exponent - 1)], 1e-6);
  });

  test.each([
    ['x^0', 0],
    ['x^1', 1],
    ['x^2', 0],
    ['x^3', 0],
    ['(x^2)^2', 0],
    ['x^(1)', 1],
  ])('%s has slope %d at zero', (text, slope) => {
    expect(byTf(text, [0]).gradient).toEqual([slope]);
    expect(parseExpression(text).gradient([0])).toEqual([slope]);
  });
});

describe('refusing', () => {
  test.each([
    ['import({})', 'the function import'],
    ['import({pi: 3}, {override: true})', 'the function import'],
    ['evaluate("1")', 'the function evaluate'],
    ['createUnit("foo")', 'the function createUnit'],
    ['parse("x")', 'the function parse'],
    ['compile("x")', 'the function compile'],
    ['simplify("x")', 'the function simplify'],
    ['derivative("x^2", "x")', 'the function derivative'],
    ['reviver()', 'the function reviver'],
    ['config({})', 'the function config'],
    ['constructor(x)', 'the function constructor'],
    ['toString()', 'the function toString'],
    ['hasOwnProperty(x)', 'the function hasOwnProperty'],
    ['x(3)', 'the function x'],
    ['x.sin(y)', 'the function x.sin'],
    ['cos.constructor("return 1")', 'the function cos.constructor'],
    ['f(x) = x', "the function assignment 'f(x) = x'"],
    ['x = 1', "the assignment 'x = 1'"],
    ['[1, 2]', "the array '[1, 2]'"],
    ['{a: 1}', 'the object \'{"a": 1}\''],
    ['"a"', 'the constant "a"'],
    ['x + true', 'the constant true'],
    ['x + null', 'the constant null'],
    ['x * 1e999', 'the constant Infinity'],
    ['NaN', 'the constant NaN'],
    ['x.constructor', "the accessor 'x.constructor'"],
    ['cos.constructor', "the accessor 'cos.constructor'"],
    ['x["constructor"]', 'the accessor'],
    ['x[1]', "the accessor 'x[1]'"],
    ['__proto__', 'the name __proto__'],
    ['$x + 1', 'the name $x'],
    ['x!', 'the operator !'],
    ["x'", "the operator '"],
    ['x % 2', 'the operator %'],
    ['x .* y', 'the operator .*'],
    ['x < y', 'the operator <'],
    ['x and y', 'the operator and'],
    ['not x', 'the operator not'],
    ['x to y', 'the operator to'],
    ['5 cm', "a product without * in '5 cm'"],
    ['2x', "a product without * in '2 x'"],
    ['3i', "a product without * in '3 i'"],
    ['a ? b : c', "the conditional 'a ? b : c'"],
    ['x; y', "the block 'x; y'"],
    ['x\ny', "the block 'x y'"],
    ['1:10', "the range '1:10'"],
    ['1 < x < 2', 'the relational'],
    ['sin', 'the function sin without an argument'],
    ['sin(x, y)', 'the function sin with 2 arguments'],
    ['log(x, 2)', 'the function log with 2 arguments'],
    ['sqrt()', 'the function sqrt with 0 arguments'],
    ['gamma(x)', 'the function gamma'],
    ['sin(x)(y)', 'a product without *'],
    ['# only a comment', 'the constant undefined'],
  ])('%s contains %s', (text, found) => {
    expect(() => parseExpression(text)).toThrow(`expression contains ${found}`);
    expect(() => parseExpression(text)).toThrow(/^[^\n]*; allowed are finite numbers, pi, e, [^\n]* tan, tanh\.$/);
  });

  test('leaves mathjs as it was', () => {
    expect(parseExpression('pi * x').value([1])).toBe(Math.PI);
  });

  test.each(['x +', '(x', 'x)', '1..2', 'x..y', '* x', 'sin(', '"x', 'x @ y', '{', '\\u(\nx'])(
    'malformed: %s',
    (text) => {
      expect(() => parseExpression(text)).toThrow(/^expression is malformed: [^\n]*\.$/);
    },
  );

  test.each(['', '   ', '\n'])('empty: %j', (text) => {
    expect(() => parseExpression(text)).toThrow('expression is empty.');
  });

  test.each([undefined, null, 3, ['x'], { x: 1 }])('not text: %j', (value) => {
    expect(() => parseExpression(value as unknown as string)).toThrow('expression must be text');
  });

  test.each([
    ['parentheses', `${'('.repeat(900)}x${')'.repeat(900)}`],
    ['open parentheses', '('.repeat(2000)],
    ['calls', `${'sin('.repeat(300)}x${')'.repeat(300)}`],
    ['signs', `${'-'.repeat(1900)}x`],
    ['powers', Array(900).fill('x').join('^')],
    ['sums', Array(900).fill('x').join('+')],
    ['brackets', '['.repeat(1900)],
  ])('hostile nesting of %s', (_, text) => {
    expect(() => parseExpression(text)).toThrow('expression is nested too deeply: at most 100 levels are allowed.');
  });

  test('very long text', () => {
    expect(() => parseExpression('x + '.repeat(1e6))).toThrow(
      'expression has 4000000 characters, but at most 2000 are allowed.',
    );
  });

  test('the worst that is allowed is differentiated in time', () => {
    const tower = parseExpression(Array.from({ length: 100 }, (_, i) => `x${i}`).join('^'));
    expect(tower.gradient(tower.symbols.map(() => 0.5)).every(Number.isFinite)).toBe(true);
  });
});

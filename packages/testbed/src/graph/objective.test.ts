import fc from 'fast-check';
import { create, derivativeDependencies, parseDependencies } from 'mathjs/number';
import { compile } from '../expression/compile.js';
import { parseExpression } from '../expression/parse-expression.js';
import { plainNumbers } from '../fixtures/plain-numbers.js';
import { plainExpression, plainIndexed, plainResiduals } from '../fixtures/plain-objectives.js';
import { randomExpression } from '../fixtures/random-expression.js';
import { fromResiduals } from '../functions/from-residuals.js';
import { indexedFunction } from '../functions/indexed-function.js';

const moderate = fc.double({ min: -2, max: 2, noNaN: true });
/** Any number: NaN, infinities, -0 and denormals too. */
const any = fc.double();
const known = { name: 'random', reference: '', tags: [], config: { name: 'random' } };

const { parse, derivative } = create({ parseDependencies, derivativeDependencies });

/** The symbolic derivatives of mathjs, read as they stand. */
function symbolic(text: string, names: readonly string[], values: Readonly<Record<string, number>>): number[] {
  const tree = parse(text);
  const partials = names.map((name) => compile(derivative(tree, name, { simplify: false }), Object.keys(values)));
  return partials.map((read) => read(plainNumbers, Object.values(values)));
}

function expectWithin(found: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) {
    expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(value)));
  }
}

describe('an expression', () => {
  test('has the bits of the plain reading, at any numbers', () => {
    fc.assert(
      fc.property(randomExpression, any, any, (body, x, y) => {
        const text = `x * y + ${body}`;
        const { value, valueAndGradient } = parseExpression(text);
        expect(value([x, y])).toBe(plainExpression(text, [x, y]));
        expect(valueAndGradient([x, y]).value).toBe(value([x, y]));
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  test('has the gradient of symbolic differentiation', () => {
    fc.assert(
      fc.property(randomExpression, moderate, moderate, (body, x, y) => {
        const text = `x * y + ${body}`;
        expectWithin(parseExpression(text).gradient([x, y]), symbolic(text, ['x', 'y'], { x, y }), 1e-12);
      }),
      { numRuns: 200, seed: 2 },
    );
  });
});

describe('a sum of squares', () => {
  const t = [0.3, -0, 1.7, -0.9];
  /** Of x1 and x2, over t: y is the column. */
  const overRows = (body: string) => `x1 * x2 + t + ${body.replace(/\bx\b/g, 'x1').replace(/\by\b/g, 't')}`;
  const single = (body: string) => `x2 + ${body.replace(/\bx\b/g, 'x1').replace(/\by\b/g, 'x2')}`;
  const problemOf = (residuals: readonly string[]) =>
    fromResiduals({ ...known, residuals, columns: { t }, start: [1, 1] });

  test('has the bits of the plain reading, at any numbers, in rows and alone', () => {
    fc.assert(
      fc.property(randomExpression, randomExpression, any, any, (first, second, x, y) => {
        const residuals = [overRows(first), single(second), overRows(second)];
        const { float64 } = problemOf(residuals);
        const plain = plainResiduals({ residuals, columns: { t } }, [x, y]);
        expect(float64!.residuals!([x, y])).toEqual(plain);
        expect(float64!.value([x, y])).toBe(plain.reduce((sum, r) => sum + r ** 2, 0));
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  test('has the Jacobian of symbolic differentiation, and the gradient 2 J′r', () => {
    fc.assert(
      fc.property(randomExpression, randomExpression, moderate, moderate, (first, second, x, y) => {
        const residuals = [overRows(first), single(second)];
        const { gradient, residuals: at, jacobian } = problemOf(residuals).float64!;
        const [r, J] = [at!([x, y]), jacobian!([x, y])];
        const values = { x1: x, x2: y };
        const rows = t.map((row) => symbolic(residuals[0]!, ['x1', 'x2'], { ...values, t: row }));
        const expected = [...rows, symbolic(residuals[1]!, ['x1', 'x2'], values)];
        expect(J).toHaveLength(expected.length);
        for (const [i, row] of expected.entries()) expectWithin(J[i]!, row, 1e-12);
        const slopes = [0, 1].map((j) => J.reduce((sum, row, i) => sum + 2 * row[j]! * r[i]!, 0));
        const sizes = [0, 1].map((j) => J.reduce((sum, row, i) => sum + 2 * Math.abs(row[j]! * r[i]!), 0));
        gradient([x, y]).forEach((slope, j) => {
          expect(Math.abs(slope - slopes[j]!)).toBeLessThanOrEqual(1e-12 * (1 + sizes[j]!));
        });
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  test.each([
    [{ t: [1, 2], y: [1] }, 'columns must hold one row or more, as many in each, but t has 2, y has 1.'],
    [{ t: [] }, 'columns must hold one row or more, as many in each, but t has 0.'],
  ])('columns %j are refused', (columns, message) => {
    expect(() => fromResiduals({ ...known, residuals: ['x1 - t'], columns, start: [1] })).toThrow(message);
  });

  test('a residual that is the same in every row, or known before x is, counts in each', () => {
    const { float64 } = problemOf(['x1 + 0 * t', 't^0 * x2', 't']);
    expect(float64!.residuals!([3, 5])).toEqual([3, 3, 3, 3, 5, 5, 5, 5, ...t]);
    expect(float64!.gradient([3, 5])).toEqual([24, 40]);
    expect(float64!.jacobian!([3, 5])).toEqual([
      ...t.map(() => [1, 0]),
      ...t.map(() => [0, 1]),
      ...t.map(() => [0, 0]),
    ]);
  });
});

describe('a function of n numbers', () => {
  const term = (body: string) => `x * i + ${body.replace(/\by\b/g, 'next')}`;
  const definitionOf = (sum: string, product: string) => ({
    sums: { s: term(sum) },
    products: { p: `x / 2 + ${product.replace(/\by\b/g, 'i / n')}` },
    value: 's * first + p * last + s / n',
  });

  test('has the bits of the plain reading, at any numbers', () => {
    const points = fc.array(any, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(randomExpression, randomExpression, points, (sum, product, x) => {
        const definition = definitionOf(sum, product);
        const { float64 } = indexedFunction({ ...known, ...definition, start: x });
        expect(float64!.value(x)).toBe(plainIndexed(definition, x));
        expect(float64!.valueAndGradient(x).value).toBe(float64!.value(x));
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  test('has the gradient of symbolic differentiation of all of it written out', () => {
    const at = (text: string, i: number) =>
      text.replace(/\b(x|next|i|n)\b/g, (name) => ({ x: `x${i}`, next: `x${i + 1}`, i: `${i}`, n: '3' })[name]!);
    fc.assert(
      fc.property(randomExpression, randomExpression, moderate, moderate, moderate, (sum, product, a, b, c) => {
        const { sums, products, value } = definitionOf(sum, product);
        const count = /\bnext\b/.test(sums.s) ? 2 : 3;
        const s = [1, 2, 3].slice(0, count).map((i) => `(${at(sums.s, i)})`);
        const p = [1, 2, 3].map((i) => `(${at(products.p, i)})`);
        const written = value.replace(
          /\b(s|p|first|last|n)\b/g,
          (name) => ({ s: `(${s.join('+')})`, p: `(${p.join('*')})`, first: 'x1', last: 'x3', n: '3' })[name]!,
        );
        const { float64 } = indexedFunction({ ...known, ...definitionOf(sum, product), start: [a, b, c] });
        const expected = symbolic(written, ['x1', 'x2', 'x3'], { x1: a, x2: b, x3: c });
        expectWithin(float64!.gradient([a, b, c]), expected, 1e-11);
      }),
      { numRuns: 100, seed: 6 },
    );
  });

  test('a product of many elements, some of them zero, has the right slopes', () => {
    const { float64 } = indexedFunction({ ...known, products: { p: 'x' }, value: 'p', start: [2, 3, 5, 7] });
    expect(float64!.gradient([2, 3, 5, 7])).toEqual([105, 70, 42, 30]);
    expect(float64!.gradient([2, 0, 5, 7])).toEqual([0, 70, 0, 0]);
    expect(float64!.gradient([2, 0, 5, 0])).toEqual([0, 0, 0, 0]);
  });

  test('a term without elements counts n times', () => {
    const { float64 } = indexedFunction({ ...known, sums: { s: 'n^2 / 2' }, value: 's * first', start: [1, 1, 1] });
    expect(float64!.value([2, 1, 1])).toBe(27);
    expect(float64!.gradient([2, 1, 1])).toEqual([13.5, 0, 0]);
  });
});

test('an absolute value has a subgradient where it has a kink', () => {
  expect(parseExpression('abs(x) + 2 * abs(y)').gradient([0, -3])).toEqual([0, -2]);
});

import { plainExpression, plainIndexed, plainResiduals } from './fixtures/plain-objectives.js';
import { classics } from './functions/classics.js';
import { families } from './functions/n-dimensional.js';
import { definitions } from './more-garbow-hillstrom/more-garbow-hillstrom.js';
import { findProblem } from './suite.js';

type Plain = (x: readonly number[]) => number;

const squares = (r: readonly number[]) => r.reduce((sum, ri) => sum + ri ** 2, 0);
const single = ['beale', ...classics.map(({ name }) => name)].map((name): [string, Plain] => [
  name,
  (x) => plainExpression(findProblem(name).formula, x),
]);
const indexed = Object.entries(families).flatMap(([name, family]) =>
  [2, 10, 31].map((n): [string, Plain] => [n === 2 ? name : `${name}:${n}`, (x) => plainIndexed(family(n), x)]),
);
const fits = Object.entries(definitions).map(([name, definition]): [string, Plain] => [
  name,
  (x) => squares(plainResiduals(definition, x)),
]);

const special = [0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-310, 1e154, -1e300];

test.each([...single, ...indexed, ...fits])('%s has the bits of its formula, read plainly', (name, plain) => {
  const { float64, dimension, minimum } = findProblem(name);
  const center = minimum?.point ?? new Array<number>(dimension).fill(0.5);
  const near = [0, 1, 2, 3, 4, 5].map((k) => center.map((x, i) => x + 10 ** -k * Math.sin(7 * k + i + 1)));
  const alike = special.map((x) => new Array<number>(dimension).fill(x));
  const mixed = special.map((_, k) => center.map((x, i) => (i % 3 === k % 3 ? special[(i + k) % special.length]! : x)));
  for (const x of [...near, ...alike, ...mixed]) {
    expect(float64!.value(x)).toBe(plain(x));
    expect(float64!.valueAndGradient(x).value).toBe(plain(x));
  }
});

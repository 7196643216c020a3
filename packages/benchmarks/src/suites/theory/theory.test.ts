import { pickBackend } from '../../pick-backend.js';
import { check } from './check.js';
import { claims } from './index.js';
import { judge } from './judge.js';
import { figureText } from './theory-text.js';

beforeAll(() => pickBackend('cpu'));

test.each(claims)('$name holds, and fails with $broken.how', async (claim) => {
  const { verdict, broken } = await check(claim);
  expect(verdict).toMatchObject({ holds: true });
  expect(broken).toMatchObject({ holds: false });
});

test('every claim says what it states and where that is from', () => {
  expect(new Set(claims.map(({ name }) => name)).size).toBe(claims.length);
  for (const { statement, source } of claims) {
    expect(statement).toMatch(/\w/);
    expect(source).toMatch(/\b(19|20)\d\d\b/);
  }
});

describe('a verdict', () => {
  const fine = { at: 'a', measured: 1, most: 4 };

  test.each([
    [{ at: 'b', measured: 2, most: 1 }, false],
    [{ at: 'b', measured: 1, most: 1 }, true],
    [{ at: 'b', measured: Number.NaN, most: 1 }, false],
    [{ at: 'b', measured: 1, least: 2 }, false],
    [{ at: 'b', measured: -1, least: 2 }, false],
    [{ at: 'b', measured: 2, least: 1.5, most: 2.5 }, true],
  ])('is of the measurement closest to its bound: %j', async (other, holds) => {
    expect(await judge([fine, other, fine])).toMatchObject({ holds, closest: other, count: 3 });
  });

  test('needs measurements', async () => {
    await expect(judge([])).rejects.toThrow('A claim has to measure something.');
  });

  test('is written with the bound that is closer', () => {
    expect(figureText({ at: '', measured: 2, least: 1.9, most: 4 })).toBe('2 ≥ 1.9');
    expect(figureText({ at: '', measured: 2, least: 1, most: 2.1 })).toBe('2 ≤ 2.1');
  });
});

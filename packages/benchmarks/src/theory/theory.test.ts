import { pickBackend } from '../backends/pick-backend.js';
import { theoryPage } from '../report/theory-page.js';
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

  test.each([
    [{ at: '', measured: 2, least: 1.9, most: 4 }, '2 ≥ 1.9'],
    [{ at: '', measured: 2, least: 1, most: 2.1 }, '2 ≤ 2.1'],
    [{ at: '', measured: 2, most: 1 }, '2 ≰ 1'],
    [{ at: '', measured: -2, least: 1 }, '-2 ≱ 1'],
  ])('is written with the bound that is closer: %j', async (measurement, text) => {
    expect(figureText(await judge([measurement]))).toBe(text);
  });
});

test('the page has every claim and escapes what it says', async () => {
  const verdict = await judge([{ at: 'a < b', measured: 1, most: 2 }]);
  const markup = theoryPage([
    { name: 'first', statement: 'x ≤ y', source: 'A 2000', verdict, broken: { how: 'c > d', ...verdict } },
  ]);
  for (const part of ['<h2>first</h2>', 'x ≤ y', 'a &lt; b', 'with c &gt; d', '1 theorem as tests, 1 of which hold'])
    expect(markup).toContain(part);
});

import { pickBackend } from '../backends/pick-backend.js';
import { reproductions } from './index.js';
import { judge, outcomeOf, reproduce } from './judge.js';
import { boundsText, detailText, outcomeText } from './reproduction-text.js';

beforeAll(() => pickBackend('cpu'));

describe.each(reproductions)('$name', (reproduction) => {
  const { outcome, short = outcome, claim, source, broken } = reproduction;

  test(`comes out as known, ${short}, and loses figures with ${broken.how}`, async () => {
    const reproduced = await reproduce(reproduction, { extent: 'short', withBroken: true });
    expect(reproduced.outcome).toBe(short);
    expect(reproduced.broken!.lost).toBeGreaterThan(0);
  });

  test('says what is claimed and where', () => {
    expect(claim).toMatch(/\w/);
    expect(source).toMatch(/\b(19|20)\d\d\b/);
  });
});

test('every name is there once', () => {
  expect(new Set(reproductions.map(({ name }) => name)).size).toBe(reproductions.length);
});

describe('an outcome', () => {
  const inside = { of: 'a', published: '2', ours: 2, least: 1, most: 2 };
  const outside = { of: 'b', published: 'small', ours: Number.NaN, most: 1 };

  test.each([
    [[inside, inside], 'reproduced'],
    [[inside, outside], 'differs'],
    [[outside, { ...outside, ours: 1.1 }], 'not reproduced'],
  ])('follows from the figures', async (figures, outcome) => {
    expect(outcomeOf(await judge(figures))).toBe(outcome);
  });

  test('needs figures', async () => {
    await expect(judge([]).then(outcomeOf)).rejects.toThrow('A reproduction has to measure something.');
  });

  test.each([
    [{ least: 1, most: 2 }, '1 to 2'],
    [{ least: 2, most: 2 }, '2'],
    [{ most: 0.5 }, '≤ 0.5'],
    [{ least: -1 }, '≥ -1'],
    [{}, 'any'],
  ])('has bounds that are written out: %j', (bounds, text) => {
    expect(boundsText({ of: '', published: '', ours: 0, ...bounds })).toBe(text);
  });

  test('is written out with every figure', async () => {
    const one = await reproduce(
      { ...reproductions[0], claim: 'x', outcome: 'differs', known: 'recalled', measure: () => [inside, outside] },
      { extent: 'full' },
    );
    expect(outcomeText(one)).toBe('differs in 1 of 2 figures');
    for (const part of ['recalled, not read', 'a       2          2', 'b       small      NaN', '≤ 1'])
      expect(detailText(one)).toContain(part);
  });
});

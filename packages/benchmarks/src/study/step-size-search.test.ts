import { nextTrial, type Trial } from './step-size-search.js';

function search(count: number, objective: (decades: number) => number): number[] {
  const tried: Trial[] = [];
  while (tried.length < count) {
    const decades = nextTrial(tried);
    tried.push({ decades, end: objective(decades) });
  }
  return tried.map(({ decades }) => decades);
}

test('the default comes first, and nothing is tried twice', () => {
  const tried = search(20, (decades) => Math.abs(decades - 0.3));
  expect(tried[0]).toBe(0);
  expect(new Set(tried).size).toBe(20);
});

test.each([-3.5, -1, 0, 0.4, 2.2])('comes close to a minimum at %d decades', (minimum) => {
  const tried = search(12, (decades) => Math.abs(decades - minimum));
  expect(Math.min(...tried.map((decades) => Math.abs(decades - minimum)))).toBeLessThanOrEqual(0.25);
});

test('goes down where the default diverges', () => {
  expect(search(3, (decades) => (decades > -2 ? Number.POSITIVE_INFINITY : 1))).toEqual([0, -1, -2]);
});

test('a larger budget starts with the trials of a smaller one', () => {
  const objective = (decades: number) => (decades - 1.3) ** 2;
  expect(search(9, objective).slice(0, 5)).toEqual(search(5, objective));
});

import { divergence } from './divergence.js';

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d has diverged', (objective) => {
  expect(divergence(objective, 1)).toBe(`was ${objective}`);
  expect(divergence(objective, 1, 0)).toBe(`was ${objective}`);
});

test('so has what grew, or fell, a million times beyond the start', () => {
  expect(divergence(24.1e6, 24)).toBe('was 24100000');
  expect(divergence(-24.1e6, 24)).toBe('was -24100000');
  expect(divergence(23e6, 24)).toBeUndefined();
  expect(divergence(-23e6, 24)).toBeUndefined();
});

test('nothing lies below the minimum but by rounding', () => {
  expect(divergence(-1.04, 2.4, -1.0316)).toBe('fell to -1.04, below the known minimum -1.0316,');
  expect(divergence(-1.0316285, 2.4, -1.03162845)).toBeUndefined();
  expect(divergence(85822.1875, 7926693, 85822.20162635628)).toBeUndefined();
});

import { formatTicks, pluralRange } from './format.js';

test.each([
  [
    [38, 41],
    [38, 38.5, 39, 39.5],
    ['38', '38.5', '39', '39.5'],
  ],
  [
    [-0.6037, -0.6036],
    [-0.60366, -0.60364],
    ['-0.60366', '-0.60364'],
  ],
  [
    [0, 1],
    [0, 0.5, 1],
    ['0', '0.5', '1'],
  ],
  [
    [0, 1e-7],
    [0, 5e-8, 1e-7],
    ['0', '5.0e−8', '1.0e−7'],
  ],
  [
    [1000, 1002],
    [1000, 1000.5],
    ['1000', '1000.5'],
  ],
] as const)('ticks from %j read apart', ([low, high], ticks, texts) => {
  expect(ticks.map(formatTicks([low, high]))).toEqual(texts);
});

test('counts that differ are told as a range', () => {
  expect(pluralRange([1, 1], 'seed')).toBe('1 seed');
  expect(pluralRange([1, 3], 'seed')).toBe('1 to 3 seeds');
});

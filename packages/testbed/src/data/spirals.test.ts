import { spirals } from './spirals.js';

test('each class is one arm, from the centre to radius 1', () => {
  const { points, labels } = spirals(3, 50, 1);
  expect([0, 1, 2].map((arm) => labels.filter((label) => label === arm).length)).toEqual([50, 50, 50]);
  const radii = points.map(([x, y]) => Math.hypot(x, y));
  for (const arm of [0, 50, 100]) {
    expect(radii[arm]).toBe(0);
    expect(radii[arm + 49]).toBeCloseTo(1, 12);
  }
});

test('the seed fixes the noise', () => {
  expect(spirals(2, 10, 1)).toEqual(spirals(2, 10, 1));
  expect(spirals(2, 10, 1)).not.toEqual(spirals(2, 10, 2));
});

test('each arm turns by four radians, and begins four after the one before, to five deviations of the noise', () => {
  const { points, labels } = spirals(3, 50, 1);
  points.forEach(([x, y], i) => {
    const radius = (i % 50) / 49;
    const error = Math.atan2(x, y) - 4 * (labels[i]! + radius);
    if (radius > 0) expect(Math.abs(Math.atan2(Math.sin(error), Math.cos(error)))).toBeLessThan(1);
  });
});

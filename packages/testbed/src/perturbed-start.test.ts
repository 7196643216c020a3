import { perturbedStart } from './perturbed-start.js';

const seeds = Array.from({ length: 200 }, (_, i) => i + 1);

test('seed 0 is the standard start', () => {
  expect(perturbedStart([-1.2, 1], 0)).toEqual([-1.2, 1]);
});

test('the same seed gives the same start, another seed another', () => {
  expect(perturbedStart([1, 2], 7)).toEqual(perturbedStart([1, 2], 7));
  expect(new Set(seeds.map((seed) => perturbedStart([1, 2], seed)[0])).size).toBe(seeds.length);
});

test('perturbations are spread by 0.1 (1 + |start|) around the start, without a trend over neighbouring seeds', () => {
  const deviations = seeds.map((seed) => (perturbedStart([3], seed)[0]! - 3) / 0.4);
  const mean = deviations.reduce((sum, z) => sum + z, 0) / seeds.length;
  const variance = deviations.reduce((sum, z) => sum + z ** 2, 0) / seeds.length;
  const lagged = deviations.slice(1).reduce((sum, z, i) => sum + z * deviations[i]!, 0) / (seeds.length - 1);
  // Three standard errors, at n = 200.
  expect(Math.abs(mean)).toBeLessThan(3 / Math.sqrt(200));
  expect(Math.abs(variance - 1)).toBeLessThan(3 * Math.sqrt(2 / 200));
  expect(Math.abs(lagged)).toBeLessThan(3 / Math.sqrt(200));
});

test('the step is halved until the point is allowed', () => {
  const allowed = (point: readonly number[]) => point[0]! >= 0 && point[0]! <= 1e-6;
  for (const seed of seeds) expect(allowed(perturbedStart([1e-7], seed, allowed))).toBe(true);
});

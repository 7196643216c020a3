import { type LinePoint, strongWolfe } from './strong-wolfe.js';

/** The lengths that are tried from 1 on, where φ(0) = 0 and φ'(0) = −1. */
function trialsOf(phi: (t: number) => Omit<LinePoint, 't'>, maxEvaluations: number): number[] {
  const trials: number[] = [];
  strongWolfe(
    { t: 0, value: 0, slope: -1 },
    (t) => {
      trials.push(t);
      return { t, ...phi(t) };
    },
    { t: 1, maxEvaluations, reach: 1, tolerance: 1e-9 },
  );
  return trials;
}

test('where φ falls as at the start, steps grow tenfold', () => {
  expect(trialsOf((t) => ({ value: -t, slope: -1 }), 2)).toEqual([1, 10, 100]);
});

test('a second trial near the same end is put a tenth of the bracket away from it', () => {
  const [, second, third] = trialsOf((t) => ({ value: 10 * t, slope: 10 }), 2);
  expect(second).toBeLessThan(0.1);
  expect(third / second).toBeCloseTo(0.1, 12);
});

test('a step that fits both conditions is the last', () => {
  const quadratic = (t: number) => ({ value: t ** 2 - t, slope: 2 * t - 1 });
  expect(trialsOf(quadratic, 25)).toEqual([1, 0.5]);
});

import { integer, number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Fractal Chebyshev steps: plain gradient descent with them is, on a quadratic with curvatures from m to M, as fast as
 * the best method with momentum. Of the steps
 *
 *     1 / ((M + m) / 2 - (M - m) / 2 * cos(pi (i + 1/2) / T)),  i = 0 … T - 1
 *
 * each is made once in T = `cycleSteps`, long and short ones mixed in the fractal order, so that no error grows large
 * in between; then again. m is `minCurvature`, M `maxCurvature`, and T must be a power of two. After T steps the error
 * is at most 2 / (q^T + q^-T) of that at the start, q = (sqrt(M) + sqrt(m)) / (sqrt(M) - sqrt(m)).
 * Lebedev and Finogenov 1971; Agarwal, Goel and Zhang 2021, "Acceleration via Fractal Learning Rate Schedules",
 * arXiv:2103.01338, definition 2.
 */
export const chebyshev = defineSchedule(
  'chebyshev',
  { minCurvature: number('(0, inf)'), maxCurvature: number('(0, inf)'), cycleSteps: integer('(0, inf)') },
  ({ minCurvature: m, maxCurvature: M, cycleSteps: T }, t) => {
    const i = fractal(t % T, T);
    return 1 / ((M + m) / 2 - ((M - m) / 2) * Math.cos((Math.PI * (i + 1 / 2)) / T));
  },
  ({ minCurvature, maxCurvature, cycleSteps }) => {
    if (minCurvature > maxCurvature) {
      return `minCurvature is ${minCurvature}, but must be at most maxCurvature, ${maxCurvature}`;
    }
    return Number.isInteger(Math.log2(cycleSteps))
      ? undefined
      : `cycleSteps is ${cycleSteps}, but must be a power of two`;
  },
);

/** The index at a place of the fractal order of `size`: that of half the size, interlaced with its mirror image. */
function fractal(place: number, size: number): number {
  if (size === 1) return 0;
  const index = fractal(Math.floor(place / 2), size / 2);
  return place % 2 === 0 ? index : size - 1 - index;
}

import { geometric, linearModel, type Problem, squared } from '@optimizer-zoo/testbed';

/** How many parameters the quadratics have. */
const n = 10;

/** Where they have their minimum: 0.6 to 1.5 away from the start, so that no step size hits it in one step of all. */
export const minimizer = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1) * (0.6 + ((7 * i) % n) / 10));
/** Where they start: not where weights shrink to. */
export const start = minimizer.map(() => 0);

/** Curvatures evenly in the logarithm, from the smallest to 1. */
export const curvatures = (smallest: number): number[] => geometric(n, smallest, 1);

/** ½ Σ_i h_i (x_i − x*_i)², as least squares. */
export function diagonalQuadratic(name: string, h: readonly number[]): Problem {
  const roots = h.map((hi) => Math.sqrt(n * hi));
  return linearModel({
    name,
    reference: 'Nocedal & Wright 2006, section 3.3',
    tags: ['quadratic', 'separable'],
    data: {
      rows: roots.map((root, i) => roots.map((_, j) => (i === j ? root : 0))),
      targets: roots.map((root, i) => root * minimizer[i]),
    },
    loss: squared,
    start,
    minimizer: () => minimizer,
  });
}

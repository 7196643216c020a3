import { hessianVector, psgdDense } from '@optimizer-zoo/optimizers';
import { fromExpression, indexedFunction, type Problem } from '@optimizer-zoo/testbed';
import { descended } from '../../theory/descend.js';
import { misscaled, type ProductSource } from '../misscaled.js';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';

type Options = Parameters<typeof psgdDense>[0];

/** A demo of the author's. */
interface Demo {
  readonly problem: Problem;
  readonly steps: number;
  readonly options: Options;
}

/** The first one: Q = 0.1 I, triangular, without a memory of how large the fits were. */
const plane: Demo = {
  problem: fromExpression({ expression: '100 * (y - x^2)^2 + (1 - x)^2', start: [-1, 1] }),
  steps: 500,
  options: {
    learningRate: 0.5,
    geometry: 'EQ',
    preconditionerLearningRate: 0.2,
    lipschitzDecay: 0,
    initialScale: 0.1,
  },
};

/** The present one: the sum over pairs of neighbours, from 0. */
const inPairs = (dimension: number, steps: number): Demo => ({
  problem: indexedFunction({
    name: 'rosenbrockInPairs',
    reference: 'Li, psgd_torch',
    tags: [],
    config: { name: 'rosenbrockInPairs' },
    sums: { s: 'sin(i * pi / 2)^2 * (100 * (next - x^2)^2 + (1 - x)^2)' }, // every second i
    value: 's',
    start: new Array(dimension).fill(0),
  }),
  steps,
  options: { learningRate: 1, preconditionerLearningRate: 0.5, momentum: 0.9 },
});

const demos: Readonly<Record<Extent, readonly (Demo & { readonly seeds: number })[]>> = {
  short: [
    { ...plane, seeds: 1 },
    { ...inPairs(6, 500), seeds: 1 },
  ],
  full: [
    { ...plane, seeds: 20 },
    { ...inPairs(100, 2000), seeds: 2 },
  ],
};

/** What counts as arrived: float32 knows the argument to 1e-7, and curvatures are up to 1000. */
const enough = 1e-6;

export const psgdRosenbrock = defineReproduction({
  name: 'psgdRosenbrock',
  family: 'psgd',
  claim:
    "Rosenbrock's function: PSGD with a dense preconditioner becomes Newton's method, and arrives within 500 steps from (−1, 1), and in 100 dimensions from 0 within 2000",
  source: "Li 2026, psgd_torch, hello_psgd.py at 3a0941c and a8616f1, with 'quadratic convergence' in the README",
  known: 'read',
  outcome: 'reproduced',
  remark: 'Of the curves only the settings are printed. Ours is in float32, and draws other probes for each seed.',
  subject: (source: ProductSource) => source,
  broken: { how: 'Hessian-vector products of a tenth', subject: misscaled('hessianVectorProduct', 0.1) },
  *measure(made, extent): Generator<Figure> {
    for (const { problem, steps, options, seeds } of demos[extent]) {
      const ends = Array.from({ length: seeds }, (_, seed) => {
        const optimizer = psgdDense({ ...options, seed, gradient: made(hessianVector({ seed })) });
        return problem.float64!.value(descended(problem, optimizer, steps));
      });
      yield {
        of: `${problem.dimension} dimensions, ${steps} steps: seeds of ${seeds} with f ≤ ${enough}`,
        published: 'converges',
        ours: ends.filter((value) => value <= enough).length,
        least: seeds,
        most: seeds,
      };
    }
  },
});

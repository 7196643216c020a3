import { minimize, type Objective, sgd } from '@optimizer-zoo/optimizers/float64';
import { chebyshev } from '@optimizer-zoo/schedulers';
import { defineReproduction, type Extent, type Figure, printed } from '../reproduction.js';

const [m, M] = [1, 100];
const cycles: Readonly<Record<Extent, readonly number[]>> = { short: [16], full: [4, 16, 64, 256] };

/** Of the T + 1 curvatures at which Chebyshev's polynomial of degree T is ±1, so that each error ends at the bound. */
const extremes = (T: number): number[] =>
  Array.from({ length: T + 1 }, (_, j) => (M + m) / 2 - ((M - m) / 2) * Math.cos((Math.PI * j) / T));

const quadraticOf = (curvatures: readonly number[]): Objective => ({
  value: (x) => curvatures.reduce((sum, curvature, i) => sum + (curvature * x[i] ** 2) / 2, 0),
  gradient: (x) => curvatures.map((curvature, i) => curvature * x[i]),
});

export const chebyshevSteps = defineReproduction({
  name: 'chebyshevSteps',
  family: 'schedules',
  claim:
    'gradient descent with T Chebyshev steps for curvatures from m to M shrinks each error to at most 2/(qᵀ + q⁻ᵀ) of it, q = (√M + √m)/(√M − √m), and the worst to just that; in the fractal order none is ever more than κ − 1 times what it was',
  source: 'Agarwal, Goel and Zhang 2021, arXiv:2103.01338, definition 2 and theorem 2; Young 1953',
  known: 'recalled',
  outcome: 'reproduced',
  subject: chebyshev,
  broken: {
    how: 'a largest curvature that is told a tenth too low',
    subject: (options: Parameters<typeof chebyshev>[0]) =>
      chebyshev({ ...options, maxCurvature: 0.9 * options.maxCurvature }),
  },
  *measure(schedule, extent): Generator<Figure> {
    for (const T of cycles[extent]) {
      const curvatures = extremes(T);
      const optimizer = sgd({ learningRate: schedule({ minCurvature: m, maxCurvature: M, cycleSteps: T }) });
      const start = curvatures.map(() => 1);
      let largest = 0;
      const callback = ({ x }: { readonly x: ArrayLike<number> }) => {
        largest = Math.max(largest, ...Array.from(x, Math.abs));
      };
      const { x } = minimize(quadraticOf(curvatures), start, { optimizer, maxSteps: T, callback });
      const q = (Math.sqrt(M) + Math.sqrt(m)) / (Math.sqrt(M) - Math.sqrt(m));
      const bound = 2 / (q ** T + q ** -T);
      const errors = Array.from(x, Math.abs);
      yield printed(`T = ${T}: largest error / bound`, 1, Math.max(...errors) / bound, 1e-6);
      yield printed(`T = ${T}: smallest error / bound`, 1, Math.min(...errors) / bound, 1e-6);
      yield { of: `T = ${T}: largest error on the way`, published: `≤ ${M / m - 1}`, ours: largest, most: M / m - 1 };
    }
  },
});

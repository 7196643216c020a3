import { lookahead, sgd } from '@optimizer-zoo/optimizers';
import { findProblem, noise } from '@optimizer-zoo/testbed';
import { descend } from '../../theory/descend.js';
import { squaredDistance } from '../../theory/known.js';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';

const [deviation, eta, warmUp] = [0.5, 0.1, 10];
const sphere = findProblem('sphere:100');
const { L } = sphere.constants!;
const outerSteps: Readonly<Record<Extent, number>> = { short: 20, full: 400 };

/** What the slow weights' variance at the end is of that of SGD; r is what a fast step leaves of an error. */
function shareOf(slowStepSize: number, syncPeriod: number): number {
  const r = 1 - eta * L;
  const [a, k] = [slowStepSize, syncPeriod];
  return (a ** 2 * (1 - r ** (2 * k))) / (a ** 2 * (1 - r ** (2 * k)) + 2 * a * (1 - a) * (1 - r ** k));
}

export const lookaheadVariance = defineReproduction({
  name: 'lookaheadVariance',
  family: 'lookahead',
  claim:
    'on a noisy quadratic the slow weights end with less variance than SGD of the same step size: with α² (1 − r²ᵏ)/(α² (1 − r²ᵏ) + 2 α (1 − α) (1 − rᵏ)) of it, r = 1 − η L',
  source: 'Zhang, Lucas, Hinton and Ba 2019, arXiv:1907.08610, proposition 2',
  known: 'recalled',
  outcome: 'reproduced',
  remark: 'The formula follows from the two recursions, and was checked against them.',
  subject: (slowStepSize: number, syncPeriod: number) =>
    lookahead(sgd({ learningRate: eta }), { slowStepSize, syncPeriod }),
  broken: {
    how: 'a slow step that is half as large',
    subject: (slowStepSize: number, syncPeriod: number) =>
      lookahead(sgd({ learningRate: eta }), { slowStepSize: slowStepSize / 2, syncPeriod }),
  },
  *measure(averaging, extent): Generator<Figure> {
    const r = 1 - eta * L;
    const variance = (sphere.dimension * (eta * deviation) ** 2) / (1 - r ** 2);
    for (const [slowStepSize, syncPeriod] of [
      [0.5, 5],
      [0.8, 5],
      [0.5, 10],
    ] as const) {
      const optimizer = averaging(slowStepSize, syncPeriod);
      const steps = syncPeriod * (warmUp + outerSteps[extent]);
      let [t, sum] = [0, 0];
      for (const x of descend(noise(sphere, deviation), optimizer, steps)) {
        if (t > syncPeriod * warmUp && t % syncPeriod === 0) sum += squaredDistance(x, sphere.minimum!.point!);
        t++;
      }
      const share = shareOf(slowStepSize, syncPeriod);
      // Syncs follow each other with this correlation, which leaves fewer independent draws of χ² with n degrees.
      const correlation = 1 - slowStepSize * (1 - r ** syncPeriod);
      const draws = (sphere.dimension * outerSteps[extent] * (1 - correlation ** 2)) / (1 + correlation ** 2);
      const room = 5 * share * Math.sqrt(2 / draws);
      yield {
        of: `α ${slowStepSize}, k ${syncPeriod}: variance / that of SGD`,
        published: share.toPrecision(4),
        ours: sum / outerSteps[extent] / variance,
        least: share - room,
        most: share + room,
      };
    }
  },
});

import { aegd, minimize, type RuleOptimizer, sgd } from '@optimizer-zoo/optimizers/float64';
import { findProblem } from '@optimizer-zoo/testbed';
import { altered } from '../altered.js';
import { defineReproduction, type Figure } from '../reproduction.js';

const curvatures = [1, 10, 100];
const bowl = {
  value: (x: ArrayLike<number>) => curvatures.reduce((sum, c, i) => sum + (c * x[i] ** 2) / 2, 0),
  gradient: (x: ArrayLike<number>) => curvatures.map((c, i) => c * x[i]),
};
const rosenbrock = findProblem('rosenbrock').float64!;
const runs = [
  { name: 'quadratic', objective: bowl, start: [1, 1, 1] },
  { name: 'Rosenbrock', objective: rosenbrock, start: [-1.2, 1] },
];
const rates = [1e-3, 0.1, 1, 10, 1e4];
const steps = 500;

/** How often an energy rises, and by how much, at most, the energies miss their law, as a share of r². */
function energies({ objective, start }: (typeof runs)[number], optimizer: RuleOptimizer, learningRate: number) {
  let [rises, miss] = [0, 0];
  let before: { readonly r: readonly number[]; readonly x: readonly number[] } | undefined;
  minimize(objective, start, {
    optimizer,
    maxSteps: steps,
    callback(progress) {
      const now = { r: progress.save().slots.r as readonly number[], x: [...progress.x] };
      for (const [i, r] of now.r.entries()) {
        if (!before) continue;
        const [last, moved] = [before.r[i], now.x[i] - before.x[i]];
        if (r > last) rises++;
        if (Math.abs(moved) < 1e-4 * Math.abs(now.x[i])) continue; // too much of it is rounded away
        miss = Math.max(miss, Math.abs(r ** 2 + (r - last) ** 2 + moved ** 2 / learningRate - last ** 2) / last ** 2);
      }
      before = now;
    },
  });
  return { rises, miss };
}

const valueAfter = (optimizer: RuleOptimizer, { objective, start } = runs[0]) =>
  minimize(objective, start, { optimizer, maxSteps: steps }).value;

/** Takes the energy anew from each loss. */
const forgetful = (optimizer: RuleOptimizer): RuleOptimizer =>
  altered(optimizer, { update: (given) => optimizer.rule.update({ ...given, r: given.r.mul(0).sub(1) }) });

export const aegdEnergy = defineReproduction({
  name: 'aegdEnergy',
  family: 'aegd',
  claim:
    'the energy falls at any step size η, by r₊² = r² − (r₊ − r)² − Δx²/η in each coordinate; so steps may be larger than 2/L',
  source: 'Liu and Tian 2020, arXiv:2010.05109, abstract: unconditionally energy stable, irrespective of the step size',
  known: 'read',
  outcome: 'reproduced',
  remark:
    'The law of the energy is recalled. The last figures are no claim of the paper: where the step size is too large the energy is spent at once, and the run stalls, above where it started.',
  subject: (optimizer: RuleOptimizer) => optimizer,
  broken: { how: 'an energy that is taken anew from each loss', subject: forgetful },
  *measure(made): Generator<Figure> {
    for (const run of runs) {
      for (const learningRate of rates) {
        const { rises, miss } = energies(run, made(aegd({ learningRate })), learningRate);
        yield { of: `${run.name}, η = ${learningRate}: rises of an energy`, published: '0', ours: rises, most: 0 };
        yield { of: `${run.name}, η = ${learningRate}: error of the law`, published: '0', ours: miss, most: 1e-11 };
      }
    }
    const descent = valueAfter(sgd({ learningRate: 0.1 }));
    yield { of: 'quadratic, η = 10/L: f by gradient descent', published: 'diverges', ours: descent, least: 1e100 };
    const low = valueAfter(made(aegd({ learningRate: 0.1 })));
    yield { of: 'quadratic, η = 10/L: f by AEGD', published: 'converges', ours: low, most: 1e-12 };
    for (const run of runs) {
      const high = valueAfter(made(aegd({ learningRate: 10 })), run);
      const least = run.objective.value(run.start);
      yield { of: `${run.name}, η = 10: f after ${steps} steps`, published: 'not said', ours: high, least };
    }
  },
});

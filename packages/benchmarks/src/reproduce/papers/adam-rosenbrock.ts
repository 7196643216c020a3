import { adam, minimize, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { findProblem } from '@optimizer-zoo/testbed';
import { defineReproduction, type Figure } from '../reproduction.js';
import { uncorrected } from '../uncorrected.js';

/** What the notebook printed after 1, 1001, 2001, … steps, by β1. */
const printouts: Readonly<Record<string, readonly number[]>> = {
  '0.9': [1599.2254638671875, 11.406792640686035, 11.379987716674805, 11.344354629516602, 11.301033020019531, 11.250575065612793, 11.193216323852539, 11.129084587097168], // biome-ignore format: one line
  '0.99': [1599.2254638671875, 11.371587753295898, 11.315672874450684, 11.277731895446777, 11.231626510620117, 11.177850723266602, 11.116741180419922, 11.04842472076416], // biome-ignore format: one line
  '0.999': [1599.2254638671875, 17.629518508911133, 66.02627563476562, 36.76356887817383, 11.747029304504395, 13.123286247253418, 11.120031356811523, 10.75074577331543], // biome-ignore format: one line
};
const every = 1000;
/** What float32 leaves of a run of thousands of steps. */
const tolerance = 1e-3;

/** The objective after 1, 1001, 2001, … steps. */
function objectives(optimizer: RuleOptimizer, count: number): number[] {
  const rosenbrock = findProblem('rosenbrock').float64!;
  const found: number[] = [];
  minimize(rosenbrock, [-3, 5], {
    optimizer,
    maxSteps: (count - 1) * every + 1,
    callback({ steps, x }) {
      if (steps % every === 1) found.push(rosenbrock.value(x));
    },
  });
  return found;
}

export const adamRosenbrock = defineReproduction({
  name: 'adamRosenbrock',
  family: 'adam',
  claim:
    'Rosenbrock from (−3, 5), learning rate 0.003, β2 = 0.9999: the objectives that optax printed along Adam, in float32',
  source: 'optax 2024, examples/contrib/rosenbrock_ademamix.ipynb at 420771f (after figure 2 of arXiv:2409.03137)',
  known: 'read',
  outcome: 'differs',
  remark:
    'With β1 = 0.999 the run oscillates, and there one figure is off by 0.13 %. Already after the first step the objective differs by 1e-6 of it, as float32 rounds.',
  subject: (optimizer: RuleOptimizer) => optimizer,
  broken: { how: 'no bias correction', subject: uncorrected },
  *measure(made, extent): Generator<Figure> {
    for (const [beta1, all] of Object.entries(printouts)) {
      const printed = extent === 'full' ? all : all.slice(0, 3);
      const optimizer = adam({ learningRate: 0.003, beta1: Number(beta1), beta2: 0.9999, epsilon: 1e-8 });
      const ours = objectives(made(optimizer), printed.length);
      for (const [i, published] of printed.entries()) {
        yield {
          of: `β1 = ${beta1}: objective after ${i * every + 1} steps`,
          published: published.toPrecision(6),
          ours: ours[i],
          least: published * (1 - tolerance),
          most: published * (1 + tolerance),
        };
      }
    }
  },
});

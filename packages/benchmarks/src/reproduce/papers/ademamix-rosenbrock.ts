import { adam, ademamix, minimize, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { findProblem } from '@optimizer-zoo/testbed';
import { defineReproduction, type Figure } from '../reproduction.js';

const learningRate = 0.003;
const length = 1e5;
const early = 1e4;
const slowBetas = [0.9, 0.99, 0.999, 0.9999];
const warm = { alphaWarmup: length, beta3Warmup: length };
const mixes = {
  'β3 = 0.999, no warm-up': { beta3: 0.999 },
  'β3 = 0.999, warmed up': { beta3: 0.999, ...warm },
  'β3 = 0.9999, warmed up': { beta3: 0.9999, ...warm },
};

/** The distances to (1, 1) from (−3, 5) after 1e4 steps and, if the run is that long, 1e5. */
function distances(optimizer: RuleOptimizer, steps: number): number[] {
  const found: number[] = [];
  minimize(findProblem('rosenbrock').float64!, [-3, 5], {
    optimizer,
    maxSteps: steps,
    callback({ steps: at, x: [x, y] }) {
      if (at === early || at === length) found.push(Math.hypot(x - 1, y - 1));
    },
  });
  return found;
}

export const ademamixRosenbrock = defineReproduction({
  name: 'ademamixRosenbrock',
  family: 'ademamix',
  claim:
    'Rosenbrock from (−3, 5): at 1e4 steps AdEMAMix is nearer to the minimiser than Adam with any β1 from 0.9 to 0.9999, and a larger β1 does not do the same for Adam',
  source: 'Pagliardini, Ablin and Grangier 2024, arXiv:2409.03137, figure 2',
  known: 'recalled',
  outcome: 'reproduced',
  remark:
    'The paper’s α and β1 were not found: here β1 = 0.9, α = 9, β2 = 0.999 for all. (A notebook of optax after that figure has β1 = 0.99, α = 0.8, and β2 = 0.9999 for Adam.) The last figure is no claim of the paper: after 1e5 steps it is plain Adam (β1 = 0.99) that is nearer.',
  subject: 9,
  broken: { how: 'α = 0, so that the slow average is not used', subject: 0 },
  *measure(alpha, extent): Generator<Figure> {
    const steps = extent === 'full' ? length : early;
    const plain = slowBetas.map((beta1) => distances(adam({ learningRate, beta1 }), steps));
    const [best, last] = [0, 1].map((at) => Math.min(...plain.map((found) => found[at])));
    const mixed = Object.entries(mixes).map(([words, options]) => ({
      words,
      found: distances(ademamix({ learningRate, alpha, ...options }), steps),
    }));
    for (const { words, found } of mixed) {
      const most = 0.9 * best;
      yield {
        of: `${words}: distance at 1e4 steps`,
        published: `below ${best.toPrecision(3)}, the nearest Adam`,
        ours: found[0],
        most,
      };
    }
    yield {
      of: 'Adam, β1 = 0.9999: distance at 1e4 steps',
      published: 'does not converge',
      ours: plain[3][0],
      least: 1,
    };
    if (extent === 'short') return;
    yield {
      of: 'Adam, β1 = 0.9999: distance at 1e5 steps',
      published: 'does not converge',
      ours: plain[3][1],
      least: 1,
    };
    const nearest = Math.min(...mixed.map(({ found }) => found[1]));
    yield { of: 'the nearest Adam: distance at 1e5 steps', published: 'not said', ours: last, most: nearest };
  },
});

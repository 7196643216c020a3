import { seededRandom } from '@optimizer-zoo/optimizers';
import { adam, amsgrad, box, minimize, type Objective, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { inverseSquareRootDecay } from '@optimizer-zoo/schedulers';
import { defineReproduction, type Figure } from '../reproduction.js';

const options = { learningRate: inverseSquareRootDecay({ initialValue: 0.5 }), beta1: 0.9, beta2: 0.99 };

/** c_t of a sequence of costs c_t x over −1 ≤ x ≤ 1, whose best x is −1. */
interface Costs {
  readonly average: number;
  /** What c_t is on average over draws: x does not know the cost that comes. */
  expected(step: number): number;
  drawn(): (step: number) => number;
}
const online = (step: number) => (step % 101 === 1 ? 1010 : -10);
const sequences: Readonly<Record<string, Costs>> = {
  online: { average: 10 / 101, expected: online, drawn: () => online },
  stochastic: {
    average: 0.2,
    expected: () => 0.2,
    drawn() {
      const random = seededRandom(1)(0);
      return () => (random.uniform() < 0.01 ? 1010 : -10);
    },
  },
};

/** Where a run ends, and (1/T) Σ c_t (x_t + 1) after a fifth of it and at its end. */
function run({ expected, drawn }: Costs, optimizer: RuleOptimizer, steps: number) {
  const cost = drawn();
  const regrets: number[] = [];
  let sum = 0;
  const objective: Objective = {
    gradient([x], into, step) {
      sum += expected(step) * (x + 1);
      if (step === steps / 5 || step === steps) regrets.push(sum / step);
      into[0] = cost(step);
      return into;
    },
  };
  const bounds = box({ lower: -1, upper: 1 });
  const { x } = minimize(objective, [0], { optimizer, bounds, maxSteps: steps });
  const [early, regret] = regrets;
  return { x: x[0], early, regret };
}

/** The plots show that the one average regret goes to 0 and the other does not; their step sizes are not known. */
export const amsgradRegret = defineReproduction({
  name: 'amsgradRegret',
  family: 'amsgrad',
  claim:
    'costs 1010 x at t mod 101 = 1 (or with probability 0.01), else −10 x, on [−1, 1], β1 = 0.9, β2 = 0.99: Adam goes to 1, the worst point, and its average regret stays; AMSGrad goes to −1, and its regret vanishes',
  source: 'Reddi, Kale and Kumar 2018, arXiv:1904.09237, section 5 and figure 1',
  known: 'recalled',
  outcome: 'reproduced',
  remark:
    'Steps of 0.5/√t from x = 0 are those of a reproduction by others; at 0.1/√t AMSGrad needs longer than 5e6 steps. Of drawn costs the regret is that of the average cost.',
  subject: amsgrad(options),
  broken: { how: 'a second moment that may fall, which is Adam', subject: adam(options) },
  *measure(subject, extent): Generator<Figure> {
    const isFull = extent === 'full';
    const steps = isFull ? 5e6 : 1e5;
    for (const [name, costs] of Object.entries(sequences)) {
      const plain = run(costs, adam(options), steps);
      const stays = { published: 'stays', least: costs.average };
      yield { of: `${name}: Adam's x`, published: '1', ours: plain.x, least: 0.9 };
      yield { of: `${name}: Adam's regret`, ours: plain.regret, ...stays };
      const ours = run(costs, subject, steps);
      yield { of: `${name}: AMSGrad's x`, published: '-1', ours: ours.x, most: isFull ? -0.9 : 0 };
      yield {
        of: `${name}: AMSGrad's regret`,
        published: 'to 0',
        ours: ours.regret,
        most: isFull ? 0.1 : plain.regret / 2,
      };
      if (!isFull) continue;
      const fell = ours.early / ours.regret;
      yield { of: `${name}: AMSGrad's regret, that at 1e6 over that at 5e6`, published: 'falls', ours: fell, least: 2 };
    }
  },
});

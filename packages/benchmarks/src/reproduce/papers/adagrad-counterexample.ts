import { adagrad, box, minimize, type Objective, type RuleOptimizer, rmsprop } from '@optimizer-zoo/optimizers/float64';
import { inverseSquareRootDecay } from '@optimizer-zoo/schedulers';
import { mean } from '../../report/statistics.js';
import { defineReproduction, type Figure } from '../reproduction.js';

/** Costs C x at t mod 3 = 1, else −x, on [−1, 1]: the best x is −1, at C − 2 in three steps. */
const C = 3;
const cost = (step: number) => (step % 3 === 1 ? C : -1);
/** An average that forgets, as the theorem has it: β2 = 1/(1 + C²), steps of α/√t with α < √(1 − β2). */
const forgetting = rmsprop({ learningRate: inverseSquareRootDecay({ initialValue: 0.5 }), rho: 1 / (1 + C ** 2) });

/** The mean of the last three x, and the average regret, as a share of that of x = 1 all along. */
function run(optimizer: RuleOptimizer, steps: number) {
  const last: number[] = [];
  let regret = 0;
  const objective: Objective = {
    gradient([x], into, step) {
      regret += cost(step) * (x + 1);
      if (step > steps - 3) last.push(x);
      into[0] = cost(step);
      return into;
    },
  };
  minimize(objective, [0], { optimizer, bounds: box({ lower: -1, upper: 1 }), maxSteps: steps });
  return { x: mean(last), regret: regret / steps / ((2 * (C - 2)) / 3) };
}

export const adagradCounterexample = defineReproduction({
  name: 'adagradCounterexample',
  family: 'adagrad',
  claim:
    'costs C x at t mod 3 = 1, else −x, on [−1, 1]: with an average of squares that forgets, as RMSProp has it, x goes to 1, the worst point; with all squares added up, as AdaGrad has it, the average regret vanishes',
  source:
    'Reddi, Kale and Kumar 2018, arXiv:1904.09237, theorem 1 (there Adam with β1 = 0) and section 3; Duchi, Hazan and Singer 2011, theorem 5',
  known: 'recalled',
  outcome: 'reproduced',
  remark: 'C is 3. Step sizes of AdaGrad are ours. Regret is a share of what x = 1 at every step has.',
  subject: adagrad({ learningRate: 0.5 }),
  broken: { how: 'an average of squares in place of their sum', subject: forgetting },
  *measure(subject, extent): Generator<Figure> {
    const steps = extent === 'full' ? 3e5 : 3e4;
    const plain = run(forgetting, steps);
    yield { of: "RMSProp's x", published: '1', ours: plain.x, least: 0.9 };
    yield { of: "RMSProp's regret", published: 'stays', ours: plain.regret, least: 0.9 };
    const [early, ours] = [run(subject, steps / 100), run(subject, steps)];
    yield { of: "AdaGrad's regret", published: 'to 0', ours: ours.regret, most: 0.1 };
    yield { of: "AdaGrad's regret, after a hundredth of the steps / at the end", published: '10, as 1/√T', ours: early.regret / ours.regret, least: 5 }; // biome-ignore format: one line
  },
});

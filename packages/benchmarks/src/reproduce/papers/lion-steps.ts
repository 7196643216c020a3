import { adamw, gradientNoise, lion, minimize, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { altered } from '../altered.js';
import { defineReproduction, type Figure } from '../reproduction.js';

const parameters = 2000;
const steps = 500;

/** Root mean squares of the last step where gradients are noise, as a share of the learning rate. */
function sizeOnNoise(optimizer: RuleOptimizer, learningRate: number): number {
  const flat = { gradient: (_: ArrayLike<number>, into: Float64Array) => into.fill(0) };
  const objective = gradientNoise(flat, { standardDeviation: 1, seed: 1 });
  let [before, size] = [new Float64Array(parameters), 0];
  minimize(objective, Array.from(before), {
    optimizer,
    maxSteps: steps,
    callback({ x }) {
      size = Math.sqrt(x.reduce((sum, xi, i) => sum + (xi - before[i]) ** 2, 0) / parameters) / learningRate;
      before = x.slice();
    },
  });
  return size;
}

/** Without the sign: the average itself. */
export const signless = (optimizer: RuleOptimizer): RuleOptimizer =>
  altered(optimizer, {
    update({ param: x, grad: g, m, learningRate, beta1, beta2, weightDecay }) {
      const c = m.ema(g, beta1);
      return { m: m.ema(g, beta2), param: x.decay(learningRate.mul(weightDecay)).sub(c.mul(learningRate)) };
    },
  });

export const lionSteps = defineReproduction({
  name: 'lionSteps',
  family: 'lion',
  claim:
    'every element of every step is the learning rate, so that steps are 3 to 10 times those of AdamW at the same learning rate, and the learning rate is to be as much smaller',
  source: 'Chen et al. 2023, arXiv:2302.06675; README of google/automl/lion at 14d8bbd, instructions for tuning',
  known: 'read',
  outcome: 'reproduced',
  remark: 'Measured where gradients are noise alone. There AdamW steps by √((1 − β1)/(1 + β1)) = 0.23.',
  subject: (optimizer: RuleOptimizer) => optimizer,
  broken: { how: 'the average in place of its sign', subject: signless },
  *measure(made): Generator<Figure> {
    const learningRate = 1e-3;
    const ours = sizeOnNoise(made(lion({ learningRate })), learningRate);
    const adams = sizeOnNoise(adamw({ learningRate, weightDecay: 0 }), learningRate);
    yield { of: 'step / learning rate', published: '1', ours, least: 1 - 1e-9, most: 1 + 1e-9 };
    yield { of: 'step of AdamW / learning rate', published: '0.1 to 0.33', ours: adams, least: 0.1, most: 1 / 3 };
    yield { of: 'step / step of AdamW', published: '3 to 10', ours: ours / adams, least: 3, most: 10 };
  },
});

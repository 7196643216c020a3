import { number, toggle } from '@optimizer-zoo/schedulers';
import { adam, ademamix, amsgrad, defineGradientSource, defineOptimizer, inducedMetric, nagGs, sgd } from '../index.js';

// Checked by `pnpm typecheck`: a line under @ts-expect-error that compiles is an error there.
const lossless = defineGradientSource({ name: 'lossless', provides: ['grad'], evaluate: () => ({}) as never });

export const misuse = () => [
  adam({ learningRate: 0.1, beta1: (step) => 1 / (step + 1) }),
  sgd({ momentum: 0.9, nesterov: true }),
  amsgrad({ variant: 'torch' }),
  inducedMetric({ variant: 'rms', betaRms: 0.9 }),
  adam({ gradient: lossless }),
  // @ts-expect-error the option is called learningRate
  adam({ lr: 0.1 }),
  // @ts-expect-error numbers are numbers
  ademamix({ alpha: '8' }),
  // @ts-expect-error there is no such variant
  amsgrad({ variant: 'keras' }),
  // @ts-expect-error the step size of NAG-GS is alpha
  nagGs({ learningRate: 0.1 }),
  // @ts-expect-error this variant needs the loss, which the source does not provide
  inducedMetric({ variant: 'log', gradient: lossless }),
];

// A rule of one's own needs no annotation: hyperparameters, slots, memory and scalars are inferred from the literal.
export const own = defineOptimizer({
  name: 'Typed',
  reference: 'this test',
  hyper: { learningRate: number('[0, inf)', 0.1), rate: number('(-inf, inf)', 1), nesterov: toggle(false) },
  slots: ['m'],
  globalState: { count: 0 },
  hostScalars: ({ rate }, step) => ({ decay: rate / step }),
  update({ param, grad, m, count, learningRate, decay, nesterov }) {
    const direction = nesterov ? grad : m;
    // @ts-expect-error a Value is not a number
    const wrong = m * 2;
    return { m: m.ema(grad, decay), count: count.add(1), param: param.sub(direction.mul(learningRate)), wrong };
  },
});

export const incomplete = () =>
  defineOptimizer({
    name: 'Incomplete',
    reference: 'this test',
    hyper: { learningRate: number('(-inf, inf)', 0.1) },
    slots: ['m'],
    // @ts-expect-error the slot m is missing
    update: ({ param, grad, learningRate }) => ({ param: param.sub(grad.mul(learningRate)) }),
  });

test('an optimizer of one’s own is one', () => {
  expect(own({ rate: 2, nesterov: true }).learningRate).toBe(0.1);
});

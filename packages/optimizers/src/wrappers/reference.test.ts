import * as tf from '@tensorflow/tfjs';
import { type Entry, followsReference, optionsOf } from '../fixtures/reference-files.js';
import { adam, adamw, clipByGlobalNorm, clipByNorm, gradientNoise, lookahead, momentum, sgd, xgrad } from '../index.js';

const inner = { sgdm: momentum, adam, adamw };
const innerOf = ({ hyperparameters: { variant } }: Entry) => inner[variant as keyof typeof inner];

/** The one variable of the problems is all there is, so both norms are the same. */
describe.each([
  ['clipByNorm', (maxNorm: number, learningRate: number) => clipByNorm(sgd({ learningRate }), { clipnorm: maxNorm })],
  [
    'clipByGlobalNorm',
    (maxNorm: number, learningRate: number) => clipByGlobalNorm(sgd({ learningRate }), { globalClipnorm: maxNorm }),
  ],
])('%s follows its reference', (_name, make) => {
  followsReference(
    'clip_sgd',
    (entry) => {
      const { maxNorm, learningRate } = optionsOf(entry) as Record<string, number>;
      return make(maxNorm, learningRate);
    },
    {
      leaveOut: ({ hyperparameters: { variant } }) => (variant === 'torch' ? 'torch adds 1e-6 to the norm' : undefined),
    },
  );
});

describe('lookahead follows its reference', () => {
  const make = (entry: Entry) => {
    const {
      variant: _,
      syncPeriod,
      slowStepSize,
      pullbackMomentum,
      ...options
    } = optionsOf(entry, {
      la_steps: 'syncPeriod',
      la_alpha: 'slowStepSize',
    });
    return lookahead(innerOf(entry)(options), { syncPeriod, slowStepSize, pullbackMomentum } as never);
  };
  const isPullback = ({ hyperparameters: { pullback_momentum: mode } }: Entry) => mode === 'pullback';
  followsReference('lookahead', make, { leaveOut: (entry) => (isPullback(entry) ? 'see below' : undefined) });

  // From the second pullback on (step 10) the authors' cached momentum is the momentum itself under another name.
  followsReference('lookahead', make, { leaveOut: (entry) => (isPullback(entry) ? undefined : 'above'), until: 10 });
});

describe('xgrad follows its reference', () => {
  followsReference('xgrad', (entry) => {
    const { variant: _, s: predictedSteps, ...options } = optionsOf(entry);
    return xgrad(innerOf(entry)(options), { predictedSteps });
  });
});

describe('gradientNoise follows its reference', () => {
  const noise = (step: number) => ({
    normal: ([size]: readonly number[]) =>
      tf.tensor1d(Array.from({ length: size }, (_, i) => Math.SQRT2 * Math.sin(12.9898 * (i + 1) + 78.233 * step))),
  });
  followsReference('gradient_noise_sgd', (entry) => {
    const { eta, gamma, learningRate } = optionsOf(entry) as Record<string, number>;
    return sgd({ learningRate, gradient: gradientNoise({ eta, gamma, random: noise as never }) });
  });
});

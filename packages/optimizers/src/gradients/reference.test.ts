import * as tf from '@tensorflow/tfjs';
import { injectedRandom } from '../fixtures/injected-random.js';
import { problems } from '../fixtures/problems.js';
import { type Entry, followsInFloat64, optionsOf } from '../fixtures/reference-files.js';
import {
  adahessian,
  adam,
  conservative,
  flooding,
  forwardGradient,
  type GradientSource,
  gaussNewtonBartlett,
  gradientRegularization,
  hutchinson,
  mezo,
  oasis,
  sgd,
  sharpnessAware,
  signSgd,
  sophiaG,
  sophiaH,
  type ZooOptimizer,
  zerothOrder,
} from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

type Values = Readonly<Record<string, never>>;
const valuesOf = ({ hyperparameters }: Entry) => hyperparameters as unknown as Values;

describe('forwardGradient', () => {
  const isProjected = ({ hyperparameters }: Entry) => 'normalise' in hyperparameters;
  const rate = (entry: Entry) => {
    const { lr, decay = 0 } = valuesOf(entry);
    return (step: number) => lr * Math.exp(-(step - 1) * decay);
  };
  followsInFloat64(
    'forward-gradient',
    (entry) => {
      const { directions, dist } = valuesOf(entry);
      const distribution = dist === 'rademacher-formula' ? 'rademacher' : 'normal';
      const gradient = forwardGradient({ directions, distribution, random: injectedRandom(directions) });
      return sgd({ learningRate: rate(entry), gradient });
    },
    { leaveOut: (entry) => (isProjected(entry) ? 'it projects on a guess' : undefined) },
  );

  describe('with random guesses, which it projects on', () => {
    followsInFloat64(
      'forward-gradient',
      (entry) => {
        const guess = (step: number) => {
          const [x] = Object.values(tf.engine().registeredVariables).filter(({ trainable }) => trainable);
          return [{ [x.name]: injectedRandom(1)(step).normal(x.shape) }];
        };
        return sgd({ learningRate: rate(entry), gradient: forwardGradient({ guess }) });
      },
      { leaveOut: (entry) => (isProjected(entry) ? undefined : 'it does not project') },
    );
  });
});

describe('gradientRegularization and flooding', () => {
  const sources: Readonly<Record<string, (values: Values) => GradientSource<'grad'>>> = {
    'double-backprop': ({ gamma }) => gradientRegularization({ strength: gamma, scheme: 'exact' }),
    'sam-unnormalised': ({ epsilon }) => gradientRegularization({ strength: epsilon, ascentStep: epsilon }),
    flooding: ({ b }) => flooding({ level: b }),
  };
  followsInFloat64('gradient-regularization', (entry) => {
    const { variant, lr, gamma, epsilon, ...others } = valuesOf(entry);
    const { [variant]: make } = sources;
    const gradient =
      make?.({ gamma, epsilon, ...others }) ??
      gradientRegularization({ scheme: variant, strength: gamma, ascentStep: epsilon });
    return sgd({ learningRate: lr, gradient });
  });
});

describe('sharpnessAware', () => {
  followsInFloat64('sam', (entry) => {
    const { rho, adaptive, lr, momentum } = valuesOf(entry);
    return sgd({ learningRate: lr, momentum: momentum ?? 0, gradient: sharpnessAware({ rho, adaptive }) });
  });
});

describe('zerothOrder', () => {
  const rules: Readonly<Record<string, (values: Values, gradient: GradientSource<'grad'>) => ZooOptimizer>> = {
    sgd: ({ lr, weight_decay: l2 }, gradient) => sgd({ learningRate: lr, l2: l2 ?? 0, gradient }),
    sign: ({ lr }, gradient) => signSgd({ learningRate: lr, gradient }),
    conserve: ({ lr }, gradient) => sgd({ learningRate: lr, gradient: conservative({ stepSize: lr, gradient }) }),
    adam: ({ lr }, gradient) => adam({ learningRate: lr, gradient }),
  };
  followsInFloat64('zeroth-order', (entry) => {
    const { method, q, difference, eps } = valuesOf(entry);
    const random = injectedRandom(q);
    return rules[method](valuesOf(entry), zerothOrder({ directions: q, difference, perturbation: eps, random }));
  });

  describe('as mezo, which draws each direction again', () => {
    followsInFloat64(
      'zeroth-order',
      (entry) => {
        const { lr, eps } = valuesOf(entry);
        return sgd({ learningRate: lr, gradient: mezo({ perturbation: eps, random: injectedRandom(1) }) });
      },
      {
        leaveOut: ({ hyperparameters: { method, q } }) =>
          method === 'sgd' && q === 1 ? undefined : 'MeZO is gradient descent along one direction',
      },
    );
  });
});

describe('hutchinson', () => {
  describe('adahessian', () => {
    followsInFloat64('adahessian', (entry) => {
      const gradient = hutchinson({ averaging: 'spatial', random: injectedRandom(1) });
      return adahessian({ ...optionsOf(entry), gradient });
    });
  });

  describe('oasis, whose step size is kept in float32', () => {
    followsInFloat64(
      'oasis',
      (entry) => {
        const { warm: initialSamples, ...options } = optionsOf(entry, { eta0: 'learningRate' }) as Values;
        return oasis({
          ...options,
          gradient: hutchinson({ initialSamples, random: injectedRandom(1, initialSamples) }),
        });
      },
      { slack: 1e-5 },
    );
  });

  describe('sophiaH', () => {
    followsInFloat64('sophia-h', (entry) => {
      const { k: every, ...options } = optionsOf(entry) as Values;
      return sophiaH({
        ...options,
        gradient: hutchinson({
          every,
          distribution: 'normal',
          random: (step) => injectedRandom(1)((step - 1) / every + 1),
        }),
      });
    });
  });
});

describe('gaussNewtonBartlett, with the loss itself for the one with sampled labels: sophiaG', () => {
  followsInFloat64('sophia-g', (entry) => {
    const { k: every, bs: batchSize, ...options } = optionsOf(entry) as Values;
    const sampledLoss = () => {
      const [x] = Object.values(tf.engine().registeredVariables).filter(({ trainable }) => trainable);
      return problems[entry.problem](x);
    };
    return sophiaG({ ...options, gradient: gaussNewtonBartlett({ every, batchSize, sampledLoss }) });
  });
});

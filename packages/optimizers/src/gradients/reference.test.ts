import * as tf from '@tensorflow/tfjs';
import {
  adam,
  conserve,
  flooding,
  forwardGradient,
  type GradientSource,
  gradientRegularization,
  mezo,
  sgd,
  sharpnessAware,
  signSgd,
  type ZooOptimizer,
  zerothOrder,
} from '../index.js';
import { countedRandom, repeatableRandom } from '../test/injected-random.js';
import { type Entry, followsInFloat64 } from '../test/reference-files.js';

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
      const gradient = forwardGradient({ directions, distribution, random: countedRandom() });
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
          return [{ [x.name]: repeatableRandom(step).normal(x.shape) }];
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
    conserve: ({ lr }, gradient) => sgd({ learningRate: lr, gradient: conserve({ stepSize: lr, gradient }) }),
    adam: ({ lr }, gradient) => adam({ learningRate: lr, gradient }),
  };
  followsInFloat64('zeroth-order', (entry) => {
    const { method, q, difference, eps } = valuesOf(entry);
    const random = countedRandom();
    return rules[method](valuesOf(entry), zerothOrder({ directions: q, difference, perturbation: eps, random }));
  });

  describe('as mezo, which draws each direction again', () => {
    followsInFloat64(
      'zeroth-order',
      (entry) => {
        const { lr, eps } = valuesOf(entry);
        return sgd({ learningRate: lr, gradient: mezo({ perturbation: eps, random: repeatableRandom }) });
      },
      {
        leaveOut: ({ hyperparameters: { method, q } }) =>
          method === 'sgd' && q === 1 ? undefined : 'MeZO is gradient descent along one direction',
      },
    );
  });
});

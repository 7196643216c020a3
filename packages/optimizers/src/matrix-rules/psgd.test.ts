import * as tf from '@tensorflow/tfjs';
import { type Engine, intercept } from '../autodiff/tfjs-engine.js';
import {
  hessianVector,
  psgdDense,
  psgdKron,
  psgdKronNewton,
  psgdLra,
  psgdLraNewton,
  psgdXmat,
  psgdXmatNewton,
  type RandomSource,
  type ZooOptimizer,
} from '../index.js';
import { countedRandom } from '../test/counted-random.js';
import { type Entry, followsInFloat64, optionsOf } from '../test/reference-files.js';

beforeAll(() => tf.setBackend('cpu'));

const names = {
  lr_params: 'learningRate',
  preconditioner_init_scale: 'initialScale',
  preconditioner_max_skew: 'maxSkew',
  grad_clip_max_norm: 'maxNorm',
  dQ: 'geometry',
  rank_of_approximation: 'rank',
};

const sourcesOf = ({ random, gradient }: ReturnType<typeof optionsFor>) => ({ random, gradient });

let comparisons = 0;
let isDone = false;
let restore: () => void;

beforeAll(() => {
  const engine = tf.engine() as unknown as Engine;
  const { runKernel } = engine;
  restore = intercept(engine, {
    runKernel(kernel, inputs, attributes) {
      const result = runKernel.call(engine, kernel, inputs, attributes);
      if (kernel === tf.Less) {
        comparisons++;
        isDone = (result as tf.Tensor).dataSync()[0] === 1;
      }
      return result;
    },
  });
});

afterAll(() => restore());

/**
 * 'PRO4P' turns a matrix ten times, by 0 once it is symmetric, as it does not read that it is; the author's code does, and
 * draws no more. So nothing is drawn here either while the last comparison, of two at each turn, has found it so.
 */
function stoppingWhenDone(source: RandomSource): RandomSource {
  comparisons = 0;
  const random = source(1);
  const normal = (shape: readonly number[]) =>
    comparisons % 20 !== 0 && isDone ? tf.zeros([...shape]) : random.normal(shape);
  return () => ({ ...random, normal });
}

/** The reference's options as ours, with its random numbers for the rule and for the source of a Newton type. */
function optionsFor(entry: Entry, order?: readonly number[]) {
  const {
    variant: _,
    preconditionerType: __,
    exactHessianVectorProduct: isExact = true,
    ...options
  } = optionsOf(entry, names);
  const { initialScale, maxSkew, geometry, stepNormalizer } = options;
  const isXmat = stepNormalizer !== undefined;
  const random = geometry === 'PRO4P' ? stoppingWhenDone(countedRandom(order)) : countedRandom(order);
  return {
    random,
    gradient: hessianVector({ random, method: isExact ? 'exact' : 'differences' }),
    options: {
      ...options,
      ...(isXmat
        ? {
            stepNormalizer: stepNormalizer === '1st' ? 'first' : 'second',
            ...(stepNormalizer === '1st' && { preconditionerLearningRate: 0.01 }),
          }
        : { relativeDamping: 2 ** -52 }), // the reference ran in float64
      ...(initialScale === 'auto' && { initialScale: 0 }),
      ...(maxSkew === 'Infinity' && { maxSkew: 1e9 }),
      ...(typeof geometry === 'string' && { geometry: geometry.replaceAll('.', 'p') }),
    },
  };
}

const steps = 50;

function follows(
  file: string,
  make: (given: ReturnType<typeof optionsFor>) => ZooOptimizer,
  isMeant: (entry: Entry) => boolean = () => true,
  order?: readonly number[],
): void {
  const leaveOut = (entry: Entry) => (isMeant(entry) ? undefined : 'it is followed elsewhere');
  followsInFloat64(file, (entry) => make(optionsFor(entry, order)), { leaveOut, until: steps });
}

const isOf = (type: string) => (entry: Entry) => entry.hyperparameters.variant === type;

describe('psgdKron follows the author’s code', () => {
  const make = ({ options, random }: ReturnType<typeof optionsFor>) => psgdKron({ ...options, random });
  follows('psgd-kron', make, isOf('KronWhiten'));
});

describe('psgdKronNewton follows the author’s code', () => {
  const make = (given: ReturnType<typeof optionsFor>) => psgdKronNewton({ ...given.options, ...sourcesOf(given) });
  follows('psgd-kron', make, isOf('KronNewton'));
});

describe('psgdDense follows the author’s code', () => {
  const make = (given: ReturnType<typeof optionsFor>) => psgdDense({ ...given.options, ...sourcesOf(given) });
  follows('psgd-dense-newton', make);
});

describe('psgdLra follows the author’s code', () => {
  const make = ({ options, random }: ReturnType<typeof optionsFor>) => psgdLra({ ...options, random });
  follows('psgd-lra', make, isOf('LRAWhiten'));
});

describe('psgdLraNewton follows the author’s code', () => {
  const make = (given: ReturnType<typeof optionsFor>) => psgdLraNewton({ ...given.options, ...sourcesOf(given) });
  follows('psgd-lra', make, isOf('LRANewton'), [2, 0, 1]); // theirs draws U and V before the first probe
});

describe('psgdXmat follows the author’s code', () => {
  const make = ({ options, random }: ReturnType<typeof optionsFor>) => psgdXmat({ ...options, random });
  follows('psgd-xmat', make, (entry) => entry.hyperparameters.preconditioner_type === 'whitening');
});

describe('psgdXmatNewton follows the author’s code', () => {
  const make = (given: ReturnType<typeof optionsFor>) => psgdXmatNewton({ ...given.options, ...sourcesOf(given) });
  follows('psgd-xmat', make, (entry) => entry.hyperparameters.preconditioner_type === 'Newton');
});

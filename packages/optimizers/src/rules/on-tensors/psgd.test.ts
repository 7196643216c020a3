import * as tf from '@tensorflow/tfjs';
import { countedRandom } from '../../fixtures/counted-random.js';
import { psgdOptionsOf } from '../../fixtures/psgd-reference.js';
import { type Entry, followsInFloat64 } from '../../fixtures/reference-files.js';
import {
  hessianVector,
  psgdDense,
  psgdKron,
  psgdKronNewton,
  psgdLra,
  psgdLraNewton,
  psgdXmat,
  psgdXmatNewton,
  type ZooOptimizer,
} from '../../index.js';

beforeAll(() => tf.setBackend('cpu'));

const sourcesOf = ({ random, gradient }: ReturnType<typeof optionsFor>) => ({ random, gradient });

/** The reference's options as ours, with its random numbers for the rule and for the source of a Newton type. */
function optionsFor(entry: Entry, order?: readonly number[]) {
  const isExact = entry.hyperparameters.exact_hessian_vector_product !== false;
  const random = countedRandom(order);
  return {
    random,
    gradient: hessianVector({ random, method: isExact ? 'exact' : 'differences', perturbation: 2 ** -26 }), // as in float64
    options: psgdOptionsOf(entry),
  };
}

function follows(
  file: string,
  make: (given: ReturnType<typeof optionsFor>) => ZooOptimizer,
  isMeant: (entry: Entry) => boolean = () => true,
  { until = 200, order }: { until?: number; order?: readonly number[] } = {},
): void {
  const leaveOut = (entry: Entry) => (isMeant(entry) ? undefined : 'it is followed elsewhere');
  followsInFloat64(file, (entry) => make(optionsFor(entry, order)), { leaveOut, until });
}

const isOf = (type: string) => (entry: Entry) => entry.hyperparameters.variant === type;

describe('psgdKron follows the author’s code', () => {
  const make = ({ options, random }: ReturnType<typeof optionsFor>) => psgdKron({ ...options, random });
  const isWhitening = isOf('KronWhiten');
  follows('psgd-kron', make, (entry) => isWhitening(entry) && entry.problem !== 'P1');
  // P1 has converged before step 200, and what is whitened there is the rounding of its gradient.
  follows('psgd-kron', make, (entry) => isWhitening(entry) && entry.problem === 'P1', { until: 100 });
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
  follows('psgd-lra', make, isOf('LRANewton'), { order: [2, 0, 1] }); // theirs draws U and V before the first probe
});

describe('psgdXmat follows the author’s code', () => {
  const make = ({ options, random }: ReturnType<typeof optionsFor>) => psgdXmat({ ...options, random });
  follows('psgd-xmat', make, (entry) => entry.hyperparameters.preconditioner_type === 'whitening');
});

describe('psgdXmatNewton follows the author’s code', () => {
  const make = (given: ReturnType<typeof optionsFor>) => psgdXmatNewton({ ...given.options, ...sourcesOf(given) });
  follows('psgd-xmat', make, (entry) => entry.hyperparameters.preconditioner_type === 'Newton');
});

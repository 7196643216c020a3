import * as tf from '@tensorflow/tfjs';
import { layouts } from '../../fixtures/problems.js';
import { type Entry, followsInFloat64, optionsOf } from '../../fixtures/reference-files.js';
import { muon, shampoo, soap } from '../../index.js';

beforeAll(() => tf.setBackend('cpu'));

const withoutShape = (entry: Entry, renamed: Record<string, string> = {}) => {
  const { shape: _, ...options } = optionsOf(entry, renamed);
  return options;
};

describe('muon follows its reference', () => {
  followsInFloat64(
    'muon',
    (entry) => {
      const options = withoutShape(entry, { ns_steps: 'steps' });
      const biases = entry.problem in layouts ? ['x1', 'x3'] : []; // the reference leaves them out
      return muon({ ...options, frozen: biases });
    },
    { turn: (x) => (x.rank === 2 ? tf.transpose(x) : x) }, // torch's kernels are outputs by inputs
  );
});

describe('shampoo follows its reference', () => {
  followsInFloat64('shampoo', (entry) => shampoo(withoutShape(entry)));
});

describe('soap follows its reference', () => {
  followsInFloat64('soap', (entry) => soap(withoutShape(entry, { precondition_1d: 'precondition1d' })));
});

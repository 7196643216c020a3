import { aegdPreconditioned } from '../experimental/index.js';
import { casesOf, leaveOut } from '../fixtures/reference-cases.js';
import {
  type Entry,
  expectClose,
  followsReference,
  optionsOf,
  readEntries,
  trajectory,
} from '../fixtures/reference-files.js';
import type { ZooOptimizer } from '../index.js';
import * as zoo from '../index.js';

const cases: Readonly<Record<string, (entry: Entry) => ZooOptimizer>> = {
  ...casesOf<ZooOptimizer>({ ...zoo, aegdPreconditioned }),
  adafactor: (entry) => {
    const { shape: _, ...options } = optionsOf(entry, { decay_rate: 'beta2Decay' });
    return zoo.adafactor(options);
  },
};

/** Where float32 goes along; float64 follows to the end and to nine digits, in ../float64. */
const until = 20;

describe.each(Object.entries(cases))('%s follows its reference', (file, make) => {
  followsReference(file, make, { leaveOut, until });
});

/** The variant `nag4` of the file is no option of ours. In the paper's order x after k steps is ours after k − 1. */
describe('nag_gs follows its reference', () => {
  const variants: Readonly<Record<string, { variant: 'paper' | 'torch'; behind: number }>> = {
    naggs: { variant: 'torch', behind: 0 },
    paper: { variant: 'paper', behind: 1 },
  };
  test.each(
    readEntries('nag_gs')
      .filter(({ hyperparameters }) => (hyperparameters.variant as string) in variants)
      .map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const),
  )('%s %s', (_problem, _options, entry) => {
    const { variant, lr, mu, gamma } = entry.hyperparameters as Record<string, number & string>;
    const { variant: ours, behind } = variants[variant];
    const points = trajectory(entry, zoo.nagGs({ variant: ours, alpha: lr, mu, gamma }), 200);
    for (const checkpoint of entry.checkpoints) expectClose(points[checkpoint.step - behind], checkpoint, entry);
  });
});

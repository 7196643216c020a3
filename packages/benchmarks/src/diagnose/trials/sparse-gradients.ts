import { observedQuadratic } from '@optimizer-zoo/testbed';
import type { Trial } from '../trial.js';

/** Two that are always seen, and words of which one is seen at a time. */
const words = 20;
const batch = 64;
const common = [1, 0.3];
const targets = Array.from(
  { length: common.length + words },
  (_, j) => (j % 2 === 0 ? 1 : -1) * (0.6 + ((7 * j) % 10) / 10),
);
const all = [...common, ...targets.slice(common.length).map(() => 0.3)];
const gap = 0.02;

const bag = (name: string, weightOfWord: (step: number, word: number) => number) =>
  observedQuadratic({
    name,
    formula: 'sum_j w_j (x_j - y_j)^2 / 2',
    reference: 'Duchi, Hazan and Singer 2011, JMLR 12, 2121-2159',
    tags: ['sparse'],
    start: targets.map(() => 0),
    truth: { weights: all, targets },
    observe: (step) => ({
      weights: all.map((w, j) => (j < common.length ? w : weightOfWord(step, j - common.length))),
      targets,
    }),
  });

export const sparseGradients: Trial = {
  name: 'sparseGradients',
  difficulty: 'Most parameters have no gradient in most steps, as the embeddings of rare words.',
  setting:
    'Twenty words, each in every twentieth batch and there in one of 64 samples, beside two parameters that are always seen.',
  source: 'Duchi, Hazan and Singer 2011, JMLR 12, 2121-2159',
  without: { problem: bag('common words', () => 0.3), gap },
  courses: [{ problem: bag('rare words', (step, word) => (step % words === word ? 1 / batch : 0)), gap }],
  most: 3 * words,
  mark: 'What is seen in a twentieth of the steps takes twenty times as many; three times that passes.',
};

import { adam, ademamix, minimize, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { geometric, type LinearData, linearData, squared } from '@optimizer-zoo/testbed';
import { median } from '../../report/statistics.js';
import { linearFit } from '../linear-fit.js';
import { defineReproduction, type Figure } from '../reproduction.js';

const learningRate = 0.003;
const length = 1000;
const [features, samples, shared] = [60, 30, 15];
const checkpoints = [50, 100, 500, 1000];

/** A task of 30 samples, which sees 30 of 60 features, from the first given on. */
function task(seed: number, from: number): LinearData {
  const { rows, targets } = linearData({
    samples,
    spectrum: geometric(samples, 0.05, 1),
    noise: 0,
    kind: 'targets',
    seed,
  });
  const placed = (row: readonly number[]) =>
    Array.from({ length: features }, (_, j) => (j < from || j >= from + samples ? 0 : row[j - from]));
  return { rows: rows.map(placed), targets };
}

/** The loss of the first task when the second begins, and after as many steps of the second as the checkpoints say. */
function lossesOfFirst(optimizer: RuleOptimizer, seed: number): number[] {
  const first = linearFit(task(2 * seed + 1, 0), squared);
  const second = linearFit(task(2 * seed + 2, samples - shared), squared);
  const [before, after] = [first, second].map((fit) => fit.batches(4, seed));
  const found: number[] = [];
  minimize({ gradient: (x, into, step) => (step <= length ? before : after).gradient!(x, into, step) }, first.start, {
    optimizer,
    maxSteps: 2 * length,
    callback({ steps, x }) {
      if ([0, ...checkpoints].includes(steps - length)) found.push(first.value(x));
    },
  });
  return found;
}

export const ademamixForgetting = defineReproduction({
  name: 'ademamixForgetting',
  family: 'ademamix',
  claim: 'AdEMAMix forgets what it has learnt more slowly than Adam',
  source: 'Pagliardini, Ablin and Grangier 2024, arXiv:2409.03137, section on forgetting',
  known: 'recalled',
  outcome: 'differs',
  remark:
    'The paper follows the loss of one batch while a language model trains on. The setting here is ours: two least-squares tasks that share 15 of 60 features, 1000 steps each, minibatches of 4, medians over seeds. Just after the change the first task is kept better; later it is lost further than by Adam.',
  subject: 0.999,
  broken: { how: 'a slow average that is not slow, β3 = 0.5', subject: 0.5 },
  *measure(beta3, extent): Generator<Figure> {
    const seeds = Array.from({ length: extent === 'full' ? 9 : 3 }, (_, seed) => seed);
    const plain = seeds.map((seed) => lossesOfFirst(adam({ learningRate }), seed));
    const ours = seeds.map((seed) => lossesOfFirst(ademamix({ learningRate, beta3 }), seed));
    for (const [i, after] of checkpoints.entries()) {
      const ratio = median(seeds.map((_, k) => ours[k][i + 1] / plain[k][i + 1]));
      const of = `${after} steps of the second task: loss of the first, over Adam's`;
      yield { of, published: '< 1', ours: ratio, most: 0.95 };
    }
  },
});

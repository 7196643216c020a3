import type { OptimizerConfig } from '../../candidates/optimizer-term.js';
import { mean } from '../../report/statistics.js';
import { gradientCost } from '../../run/machine.js';
import { TfjsMachine } from '../../run/tfjs-machine.js';
import { friedman } from '../friedman.js';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';

const config = (name: string, options: OptimizerConfig['options'] = {}): OptimizerConfig => ({ name, options });

const adaptive = config('egn', { adaptiveDamping: true });
const fixed = config('egn');
const others = {
  adam: [0.001, 0.003, 0.01, 0.03].map((learningRate) => config('adam', { learningRate })),
  sgn: [1, 0.1, 0.01].map((damping) => config('sgn', { damping })),
};

interface Size {
  readonly seeds: readonly number[];
  readonly gradients: number;
  /** None where nothing may depend on the machine. */
  readonly seconds?: number;
}
const sizes: Readonly<Record<Extent, Size>> = {
  short: { seeds: [1], gradients: 200 },
  full: { seeds: [1, 2, 3], gradients: 2000, seconds: 2 },
};

interface End {
  readonly objective: number;
  readonly heldOut: number;
}

/** Whether a budget is used, and what of. */
type IsOver = (used: { readonly gradients: number; readonly seconds: number; readonly isEgn: boolean }) => boolean;

/** How long a step of EGN takes: about as long as three gradients, with 32 samples and one output. */
const egnStep = 3;

/** Where a run is when its gradients (products count as such), or its seconds, are used. */
async function run(optimizer: OptimizerConfig, seed: number, isOver: IsOver): Promise<End> {
  const machine = new TfjsMachine(optimizer, friedman.create(seed));
  const isEgn = optimizer.name === 'egn';
  let seconds = 0;
  for (let step = 1; !isOver({ gradients: gradientCost(machine.cost()), seconds, isEgn }); step++) {
    const before = performance.now();
    machine.step(step);
    seconds += (performance.now() - before) / 1000;
  }
  const end = { objective: await machine.objective(), heldOut: (await machine.heldOut!()).objective };
  machine.dispose();
  return end;
}

export const egnRegression = defineReproduction({
  name: 'egnRegression',
  family: 'egn',
  claim: 'regression by an MLP: EGN generalises better than tuned Adam and SGN, or as well',
  source: 'Korbit, Adeoye, Bemporad and Zanon 2024, arXiv:2405.14402, abstract',
  known: 'read',
  outcome: 'differs',
  remark:
    "Ours is Friedman's function, 256 samples in batches of 32. With adaptive damping EGN is far ahead; with the damping of 1 that is the default of the authors' code it is no better than Adam for the time that it takes.",
  subject: (egn: OptimizerConfig) => egn,
  broken: {
    how: 'a damping of 100',
    subject: ({ name }: OptimizerConfig): OptimizerConfig => config(name, { damping: 100 }),
  },
  async *measure(made, extent): AsyncGenerator<Figure> {
    const { seeds, gradients, seconds: most } = sizes[extent];
    const budgets: Record<string, IsOver> = {
      [`${gradients} gradients`]: (used) => used.gradients >= gradients,
      [`the same, a step of EGN taken as ${egnStep}`]: (used) =>
        used.gradients * (used.isEgn ? egnStep : 1) >= gradients,
      ...(most !== undefined && { [`${most} s`]: (used) => used.seconds >= most }),
    };
    for (const [name, isOver] of Object.entries(budgets)) {
      const ends = async (optimizer: OptimizerConfig): Promise<End> => {
        const all: End[] = [];
        for (const seed of seeds) all.push(await run(optimizer, seed, isOver));
        return {
          objective: mean(all.map(({ objective }) => objective)),
          heldOut: mean(all.map(({ heldOut }) => heldOut)),
        };
      };
      /** The best of a grid, by the mean over the seeds. */
      const tuned = async (grid: readonly OptimizerConfig[], by: keyof End): Promise<number> => {
        const values: number[] = [];
        for (const one of grid) values.push((await ends(one))[by]);
        return Math.min(...values);
      };
      const [egn, plain] = [await ends(made(adaptive)), await ends(made(fixed))];
      const [adam, sgn] = [await tuned(others.adam, 'heldOut'), await tuned(others.sgn, 'heldOut')];
      const of = (what: string) => `${name}: held-out loss of EGN, ${what}`;
      yield { of: of('adaptive damping, / that of Adam'), published: '≤ 1', ours: egn.heldOut / adam, most: 1.05 };
      yield { of: of('adaptive damping, / that of SGN'), published: '≤ 1', ours: egn.heldOut / sgn, most: 1.05 };
      yield { of: of('damping 1, / that of Adam'), published: '≤ 1', ours: plain.heldOut / adam, most: 1.05 };
    }
  },
});

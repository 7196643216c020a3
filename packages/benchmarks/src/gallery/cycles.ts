import * as zoo from '@optimizer-zoo/schedulers';
import { draw, type Section } from './panel.js';

export const cycles: Section = {
  id: 'cycles',
  title: 'Again and again',
  note: 'Cycles and restarts.',
  panels: [
    {
      name: 'cosineDecayRestarts',
      formula: 'initial · (α + (1 − α) mᵢ (1 + cos(π p)) / 2)',
      source: 'Loshchilov and Hutter 2017',
      curves: [
        draw('tMul 2', zoo.cosineDecayRestarts({ initialValue: 1, firstDecaySteps: 17 })),
        draw('tMul 1, mMul 0.7', zoo.cosineDecayRestarts({ initialValue: 1, firstDecaySteps: 30, tMul: 1, mMul: 0.7 })),
      ],
    },
    {
      name: 'cyclicSnapshots',
      formula: 'initial / 2 · (1 + cos(π mod(t, C) / C))',
      source: 'Huang et al. 2017',
      curves: [draw('4 snapshots', zoo.cyclicSnapshots({ initialValue: 1, totalSteps: 120, snapshots: 4 }))],
    },
    {
      name: 'cyclic',
      formula: 'base + (max − base) · height · p',
      source: 'Smith 2017',
      curves: (['triangular', 'triangular2', 'expRange'] as const).map((mode) =>
        draw(mode, zoo.cyclic({ baseValue: 0.1, maxValue: 1, upSteps: 20, mode, gamma: 0.985 })),
      ),
    },
    {
      name: 'chebyshev',
      formula: '2 / (M + m − (M − m) cos(π (i + ½) / T))',
      source: 'Agarwal, Goel and Zhang 2021',
      curves: [draw('T 32', zoo.chebyshev({ minCurvature: 0.1, maxCurvature: 2, cycleSteps: 32 }), 64)],
    },
  ],
};

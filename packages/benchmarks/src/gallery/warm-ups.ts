import * as zoo from '@optimizer-zoo/schedulers';
import { draw, type Section } from './panel.js';

export const warmups: Section = {
  id: 'warm-up',
  title: 'Up, then down',
  note: 'A warm-up before any schedule, or as a part of one.',
  panels: [
    {
      name: 'linearWarmup',
      formula: 'initial + (after(1) − initial) · t / W, then after',
      source: 'Goyal et al. 2017',
      curves: [
        draw(
          'then cosine',
          zoo.linearWarmup({ warmupSteps: 20, after: zoo.cosineDecay({ initialValue: 1, decaySteps: 100 }) }),
        ),
        draw(
          'then 1 / √t',
          zoo.linearWarmup({
            warmupSteps: 20,
            after: zoo.inverseSquareRootDecay({ initialValue: 1, decaySteps: 20 }),
          }),
        ),
      ],
    },
    {
      name: 'warmupStableDecay',
      formula: 'up · level · max + (end − max) · d(p)',
      source: 'Hu et al. 2024; Hägele et al. 2024',
      curves: (['sqrt', 'linear', 'cosine'] as const).map((decay) =>
        draw(decay, zoo.warmupStableDecay({ maxValue: 1, warmupSteps: 15, stableSteps: 55, decaySteps: 40, decay })),
      ),
    },
    {
      name: 'oneCycle',
      formula: 'max / 25 → max → max / 250000',
      source: 'Smith and Topin 2018',
      curves: (['cosine', 'linear'] as const).map((anneal) =>
        draw(anneal, zoo.oneCycle({ maxValue: 1, totalSteps: 110, anneal })),
      ),
    },
    {
      name: 'oneCycleMomentum',
      formula: '0.95 → 0.85 → 0.95',
      source: 'Smith and Topin 2018',
      curves: (['cosine', 'linear'] as const).map((anneal) =>
        draw(anneal, zoo.oneCycleMomentum({ totalSteps: 110, anneal })),
      ),
    },
    {
      name: 'noam',
      formula: 'd^(−½) · min(step^(−½), step · W^(−3/2))',
      source: 'Vaswani et al. 2017',
      curves: [10, 30].map((warmupSteps) => draw(`W ${warmupSteps}`, zoo.noam({ modelSize: 512, warmupSteps }))),
    },
    {
      name: 'ademamixAlpha',
      formula: 'α · min(step / W, 1)',
      source: 'Pagliardini et al. 2024',
      curves: [draw('α 5', zoo.ademamixAlpha({ warmupSteps: 100 }))],
    },
    {
      name: 'ademamixBeta3',
      formula: '½^(1 / (h + 1)), h linear',
      source: 'Pagliardini et al. 2024',
      curves: [draw('β₁ 0.9, β₃ 0.9999', zoo.ademamixBeta3({ warmupSteps: 100 }))],
    },
  ],
};

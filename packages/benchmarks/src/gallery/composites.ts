import * as zoo from '@optimizer-zoo/schedulers';
import { draw, type Section } from './panel.js';

const cosine = zoo.cosineDecay({ initialValue: 1, decaySteps: 60 });

export const composites: Section = {
  id: 'made-of-others',
  title: 'Made of others',
  note: 'They hold schedules, and these may hold others.',
  panels: [
    {
      name: 'join',
      formula: 'one after the other',
      source: 'optax, torch',
      curves: [draw('cosine, 0.3, cosine', zoo.join({ schedules: [cosine, 0.3, cosine], boundaries: [45, 60] }))],
    },
    {
      name: 'chain',
      formula: 'the product of all',
      source: 'torch',
      curves: [
        draw(
          'cosine × cyclic',
          zoo.chain({
            schedules: [
              zoo.cosineDecay({ initialValue: 1, decaySteps: 120 }),
              zoo.cyclic({ baseValue: 0.4, maxValue: 1, upSteps: 6 }),
            ],
          }),
        ),
      ],
    },
    {
      name: 'repeat',
      formula: 'the first steps, over and over',
      source: 'this library',
      curves: [draw('40 steps', zoo.repeat({ steps: 40, schedule: zoo.rex({ initialValue: 1, decaySteps: 40 }) }))],
    },
    {
      name: 'offset',
      formula: 'schedule(max(0, t − steps))',
      source: 'optax',
      curves: [
        draw('40 later', zoo.offset({ schedule: cosine, steps: 40 })),
        draw('in its midst', zoo.offset({ schedule: cosine, steps: -20 })),
      ],
    },
    {
      name: 'clamp',
      formula: 'min(max(schedule, min), max)',
      source: 'optax',
      curves: [
        draw(
          '0.2 … 0.8',
          zoo.clamp({ schedule: zoo.cosineDecay({ initialValue: 1, decaySteps: 110 }), min: 0.2, max: 0.8 }),
        ),
      ],
    },
  ],
};

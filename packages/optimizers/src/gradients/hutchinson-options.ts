import { choice, integer, optional } from '@optimizer-zoo/schedulers';

export type Averaging = 'none' | 'spatial' | 'lastAxes';

/** The options of Hutchinson's estimate, on tensors and on plain arrays. */
export const hutchinsonOptions = {
  every: integer('[1, inf)', 1, { among: [1, 3, 10] }),
  samples: integer('[1, inf)', 1, { among: [1, 2, 4] }),
  initialSamples: optional(integer('[1, inf)')),
  distribution: choice('rademacher', 'normal'),
  averaging: choice('none', 'spatial', 'lastAxes'),
  seed: integer('[0, inf)', 0),
};

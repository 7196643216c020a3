/** How much of the way is made, from 0 to 1, where `progress` of the time is over. */
export const interpolations = {
  cosine: (progress: number): number => (1 - Math.cos(Math.PI * progress)) / 2,
  linear: (progress: number): number => progress,
};

/** The names of the ways to go from one value to another. */
export type Interpolation = keyof typeof interpolations;

/** The share of `steps` that is over after `t` of them: from 0 to 1. */
export const progress = (t: number, steps: number): number => Math.min(t / steps, 1);

/** The point that lies `share` of the way from `from` to `to`; exactly these at 0 and 1. */
export const between = (from: number, to: number, share: number): number => from * (1 - share) + to * share;

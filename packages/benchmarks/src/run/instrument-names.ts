/** What can be read along a run, in the order in which it is shown. */
export const instrumentNames = ['sharpness', 'gradientOverlap', 'updateNorm', 'effectiveStep'] as const;

export type InstrumentName = (typeof instrumentNames)[number];

/** What instruments tell of one step, or as much of it as was asked for. */
export type Readings = Readonly<Record<InstrumentName, number>>;

/** Of how many eigenvectors the share of the gradient is told; at most half of all, as in all of them lies all of it. */
export const overlapRankOf = (dimension: number): number => Math.max(1, Math.min(10, Math.floor(dimension / 2)));

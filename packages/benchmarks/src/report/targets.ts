/**
 * Targets as Moré and Wild (2009) put them: what share may be left of the way from the start down to the minimum, or where
 * that is unknown to the lowest objective that any optimizer met. Five to a decade, the easiest first.
 */
export const targets: readonly number[] = Array.from({ length: 35 }, (_, index) => 10 ** (-(index + 1) / 5));

/** The targets of tables, by their place among all: 1e-1, 1e-3, 1e-5, 1e-7. */
export const tableTargets: readonly number[] = [4, 14, 24, 34];

/** The target of a profile, unless another is asked for: 1e-3. */
export const mainTarget = 14;

/** Exactly as it is written, as a power may be off in the last place. */
export const formatTarget = (target: number): string => `1e${Math.round(Math.log10(targets[target]))}`;

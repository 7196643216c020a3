/** A step size that was tried: its distance from the default in powers of ten, and where the run ended. */
export interface Trial {
  readonly decades: number;
  /** Final objective; Infinity if the run diverged. */
  readonly end: number;
}

/**
 * The next step size to try, in powers of ten from the default, which comes first. It is a neighbour of the best so
 * far: ten times larger, or smaller; once both are known, half as far in the logarithm, and so on. So every budget
 * spends its trials near the best, wherever the default lies, and a larger budget goes on where a smaller one stopped.
 */
export function nextTrial(tried: readonly Trial[]): number {
  if (tried.length === 0) return 0;
  const best = tried.reduce((a, b) => (b.end < a.end || (b.end === a.end && b.decades < a.decades) ? b : a));
  const directions = Number.isFinite(best.end) ? [1, -1] : [-1, 1];
  for (let distance = 1; ; distance /= 2) {
    for (const direction of directions) {
      const decades = best.decades + direction * distance;
      if (tried.every((trial) => trial.decades !== decades)) return decades;
    }
  }
}

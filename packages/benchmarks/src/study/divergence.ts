/** A change by so many times the start, up or down, is one that a run does not come back from. */
const explosion = 1e6;
/** A float32 may end a little below the minimum; so far below it, the function falls where the minimum is not. */
const slack = 1e-3;

/** How the objective shows that a run has diverged, as 'was NaN'; undefined where it has not. */
export function divergence(objective: number, start: number, minimum?: number): string | undefined {
  const scale = Math.max(1, Math.abs(start));
  if (!(Math.abs(objective) <= explosion * scale)) return `was ${objective}`;
  if (minimum === undefined || objective >= minimum - slack * Math.max(scale, Math.abs(minimum))) return undefined;
  return `fell to ${objective}, below the known minimum ${minimum},`;
}

/** Steps after which an average with this decay has forgotten half, less one; 1e-8 as in the authors' code, for β = 0. */
const halfLife = (beta: number) => Math.log(0.5) / Math.log(beta + 1e-8) - 1;
const decayOf = (half: number) => 0.5 ** (1 / (half + 1));

/** AdEMAMix's warm-up of a decay: from `start` to `end` over `warmup` steps, linearly in the half-life. */
export function warmedUpDecay(step: number, start: number, end: number, warmup: number): number {
  if (step >= warmup) return end;
  const s = step / warmup;
  return decayOf((1 - s) * halfLife(start) + s * halfLife(end));
}

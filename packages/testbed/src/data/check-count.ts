/** Throws unless it is a whole number in the range. */
export function checkCount(owner: string, option: string, value: number, least: number, most = 10_000_000): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new Error(`${owner}: ${option} is ${value}, but must be a whole number from ${least} to ${most}.`);
}

/** Throws unless it is a finite number that is not negative. */
export function checkNoise(owner: string, value: number, option = 'noise'): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new Error(`${owner}: ${option} is ${value}, but must be a finite number that is not negative.`);
}

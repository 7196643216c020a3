/** The trust-region rule: more damping where the model promised much more than came, less where it promised about that. */
export function adaptDamping(damping: number, ratio: number, isWorse: boolean): number {
  const factor = ratio < 0.25 || isWorse ? 1.5 : ratio > 0.75 ? 0.5 : 1;
  return Math.min(Math.max(damping * factor, 1e-12), 1e6);
}

/**
 * Whether a step is kept, and the damping of the next: by the ratio of the decrease that came to that which the model
 * promised.
 */
export function dampingRatio(
  damping: number,
  { before, loss, predicted }: { readonly before: number; readonly loss: number; readonly predicted: number },
): { damping: number; ratio: number; isWorse: boolean } {
  const ratio = (before - loss) / predicted;
  const isWorse = !(loss <= before);
  return { damping: adaptDamping(damping, predicted > 1e-16 ? ratio : Number.NaN, isWorse), ratio, isWorse };
}

/** The trust-region rule: more damping where the model promised much more than came, less where it promised about that. */
export function adaptDamping(damping: number, ratio: number, isWorse: boolean): number {
  const factor = ratio < 0.25 || isWorse ? 1.5 : ratio > 0.75 ? 0.5 : 1;
  return Math.min(Math.max(damping * factor, 1e-12), 1e6);
}

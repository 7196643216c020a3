/** How often derivatives were evaluated, by all optimizers together. */
export interface EvaluationCounts {
  /** Ways back through a whole loss, or a model: gradients, and rows of a Jacobian. */
  readonly gradients: number;
  /** Products with a matrix of derivatives by forward mode: Hessian-vector, Jacobian-vector, directional derivatives. */
  readonly products: number;
}

const counts = { gradients: 0, products: 0 };

/** Called where one is evaluated. */
export function count(what: keyof EvaluationCounts): void {
  counts[what]++;
}

/**
 * What has been evaluated since this module was loaded: what a step costs is the difference between after and before.
 *
 *     const before = evaluationCounts();
 *     optimizer.minimize(loss);
 *     const gradients = evaluationCounts().gradients - before.gradients;
 *
 * Counted are the gradients and products of this package's optimizers, sources, games and landscape; those that tf's own
 * optimizers take (one a step) are not. How often the loss runs, the loss itself can count.
 */
export const evaluationCounts = (): EvaluationCounts => ({ ...counts });

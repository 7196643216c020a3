import type { Vector } from '../linear-algebra/vector.js';
import { lanczos } from './lanczos.js';
import type { Observed } from './observe.js';
import { residualOf, ritzPairs, ritzVector } from './ritz.js';

/** An eigenvalue and unit eigenvector of the Hessian, as far as they are known. */
export interface Eigenpair {
  readonly value: number;
  readonly vector: Vector;
  readonly residual: number;
}

type Valued = { readonly value: number };

/** Which eigenvalues come first. */
export const orders = {
  largest: (a: Valued, b: Valued) => b.value - a.value,
  smallest: (a: Valued, b: Valued) => a.value - b.value,
  magnitude: (a: Valued, b: Valued) => Math.abs(b.value) - Math.abs(a.value),
};

export interface Search {
  readonly k: number;
  readonly which: keyof typeof orders;
  readonly iterations: number;
  readonly tolerance: number;
  readonly seed: number;
}

/**
 * The first `k` eigenpairs in the order `which`; all, if there are fewer. A pass of Lanczos finds each eigenvalue once, and
 * the k-th may be missing if another is multiple: so passes in the complement of what was found follow until one brings
 * nothing that belongs to the k. For k = 1 one is enough.
 */
export async function dominantPairs(
  { size, multiply, normal }: Pick<Observed, 'size' | 'multiply' | 'normal'>,
  { k, which, iterations, tolerance, seed }: Search,
): Promise<{ pairs: readonly Eigenpair[]; products: number }> {
  const order = orders[which];
  const count = Math.min(k, size);
  let products = 0;
  let scale = 0;

  const pass = async (wanted: number, apart: readonly Vector[]): Promise<Eigenpair[]> => {
    let found: Eigenpair[] = [];
    let due = wanted;
    for await (const krylov of lanczos(multiply, await normal(seed, products), apart)) {
      products++;
      const { length: steps } = krylov.alphas;
      const beta = krylov.betas[steps - 1];
      if (!Number.isFinite(beta)) return [unknown(size)];
      const isLast = beta === 0 || steps + apart.length === size || products === iterations;
      if (steps < due && !isLast) continue;
      due = Math.ceil(1.1 * steps) + 1; // to look costs steps³
      const ritz = ritzPairs(krylov);
      scale = Math.max(scale, ...ritz.map(({ value }) => Math.abs(value)));
      const first = ritz.sort(order).slice(0, wanted);
      const residuals = first.map((pair) => residualOf(krylov, pair));
      if (!isLast && residuals.some((residual) => residual > tolerance * scale)) continue;
      found = first.map((pair, i) => ({
        value: pair.value,
        vector: ritzVector(krylov, pair),
        residual: residuals[i],
      }));
      break;
    }
    return found;
  };

  let pairs: Eigenpair[] = [];
  for (;;) {
    const more = await pass(
      Math.max(1, count - pairs.length),
      pairs.map(({ vector }) => vector),
    );
    if (more.some(({ value }) => Number.isNaN(value))) {
      return { pairs: Array.from({ length: count }, () => unknown(size)), products };
    }
    const last = pairs[count - 1];
    const isNews = !last || order(more[0], last) < -tolerance * scale;
    if (isNews) pairs = [...pairs, ...more].sort(order).slice(0, count);
    const isComplete = pairs.length === count && (count === 1 || count === size || !isNews);
    if (isComplete || products === iterations) return { pairs, products };
  }
}

const unknown = (size: number): Eigenpair => ({
  value: Number.NaN,
  vector: new Float64Array(size).fill(Number.NaN),
  residual: Number.NaN,
});

import { type Measured, passesGradientTest } from './gradient-test.js';

/** A point that a solution leads to. */
export interface Trial {
  measure(): Measured;
  /** Goes there. */
  take(): void;
  dispose(): void;
}

/** A point from which damped Newton steps are to be had. */
export interface Start extends Measured {
  /** By (H + damping I)⁻¹; undefined unless that matrix is positive definite and finite. */
  trial(damping: number): Trial | undefined;
}

/** How a search for γ ended, and where the next begins. */
export interface Searched {
  readonly outcome: 'moved' | 'not finite' | 'stopped';
  readonly gamma: number;
  readonly solutions: number;
  readonly nextGamma: number;
}

const tiniest = 1e-8;
const leastGamma = 1e-9;
const mostSolutions = 40;

/**
 * Solves with smaller and smaller γ until the gradient at the new point is small enough for the decrease: the search of
 * Semenov, Jaggi and Doikov 2025. Unless it is `adaptive` the first solution is taken, and undefined if there is none.
 */
export function searchSmoothness(
  { value, square, trial }: Start,
  { gamma: first, adaptive }: { readonly gamma: number; readonly adaptive: boolean },
): Searched | undefined {
  let gamma = first;
  for (let solutions = 1; solutions <= mostSolutions; solutions++) {
    const damping = Math.sqrt(square) / (gamma + tiniest);
    if (!Number.isFinite(damping + value)) return { outcome: 'not finite', gamma, solutions, nextGamma: first };
    const there = trial(damping);
    if (!there && !adaptive) return undefined;
    try {
      if (there && (!adaptive || passesGradientTest(value, there.measure(), damping))) {
        there.take();
        const nextGamma = adaptive ? Math.max(2 * gamma, leastGamma) : first;
        return { outcome: 'moved', gamma, solutions, nextGamma };
      }
    } finally {
      there?.dispose();
    }
    gamma /= 2;
  }
  return { outcome: 'stopped', gamma, solutions: mostSolutions, nextGamma: first };
}

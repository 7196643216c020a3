import { type ProblemConfig, problemFrom } from '@optimizer-zoo/testbed';
import { problemLabel } from '../candidates/problem-label.js';
import type { Frame } from './race.js';

/** What is known of the function that is raced on. */
export interface Landscape {
  readonly label: string;
  readonly formula: string;
  readonly reference: string;
  readonly start: readonly number[];
  /** What a picture shows. */
  readonly frame: Frame;
  /** The lowest value, where it is known, with its points. */
  readonly minimum?: { readonly value: number; readonly points: readonly (readonly number[])[] };
}

/**
 * Looks a problem up.
 *
 * @throws Error in one sentence, where it is no function of two variables, or not known.
 */
export function landscapeOf(config: ProblemConfig, seed: number): Landscape {
  const { surface, formula, reference, start, minimum, dimension, config: known } = problemFrom(config);
  const label = problemLabel('transform' in known ? known.of : known);
  if (!surface || !start) {
    throw new Error(`${label} has ${dimension} variables, but a landscape has two.`);
  }
  const points = [...(minimum?.point ? [minimum.point] : []), ...(minimum?.others ?? [])];
  return {
    label: 'expression' in known ? 'own function' : label,
    formula,
    reference,
    start: start(seed),
    frame: [...surface.x, ...surface.y],
    ...(minimum && { minimum: { value: minimum.value, points } }),
  };
}

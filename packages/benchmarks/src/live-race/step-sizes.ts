import { findCandidate } from '../candidates/candidates.js';
import { innermost, type OptimizerConfig, stepSizeAsked } from '../candidates/optimizer-term.js';
import { stubs } from '../candidates/supplied.js';
import { optionValue } from '../candidates/term-values.js';

/** The step size at each of the first so many steps; NaN of what has none, or follows what it sees. */
export function stepSizes(optimizer: OptimizerConfig, count: number): Float64Array {
  const at = scheduleOf(optimizer);
  return Float64Array.from({ length: count }, (_, step) => at(Math.max(1, step)));
}

function scheduleOf(optimizer: OptimizerConfig): (step: number) => number {
  const asked = stepSizeAsked(optimizer);
  const { defaultStepSize = Number.NaN } = findCandidate(innermost(optimizer).name);
  if (asked === undefined) return () => defaultStepSize;
  const value = optionValue('learningRate', asked, stubs);
  if (typeof value === 'number') return () => value;
  return typeof value === 'function' && !('observe' in value) ? (value as (step: number) => number) : () => Number.NaN;
}

import { normOfAll, smallest } from '../../../linear-algebra/norm.js';
import type { Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';

/** Σ over the largest of (mean h⁴)^(1/4): of h in units of its largest element, as a fourth power is soon no float32. */
function fourthMoment(h: Tensor): Tensor {
  const unit = t.maximum(t.max(t.abs(h)), smallest);
  return t.mul(t.pow(t.mean(t.square(t.square(t.div(h, unit)))), 1 / 4), unit);
}

/** (mean h⁴ + damping⁴)^(−1/8) of the tensor where that mean is largest: where Q starts. */
export function firstScale(hs: readonly Tensor[], { damping }: { readonly damping: number }): Tensor {
  const size = t.max(t.stack(hs.map(fourthMoment)));
  const unit = t.maximum(size, Math.max(damping, smallest));
  const inUnit = t.add(t.pow(t.div(size, unit), 4), t.pow(t.div(damping, unit), 4));
  return t.div(t.pow(inUnit, -1 / 8), t.sqrt(unit));
}

/** (mean v²)^(1/4) */
export const probeScale = (vs: readonly Tensor[]): Tensor => {
  const count = vs.reduce((sum, { size }) => sum + size, 0);
  return t.sqrt(t.div(normOfAll(vs), Math.sqrt(count)));
};

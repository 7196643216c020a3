import type { Stepper } from './optimizer.js';
import type { Layout } from './parameters.js';

/** Throws unless the start of a run has finite numbers: a gradient, or of methods without any a value. */
export function checkStart(stepper: Stepper, layout: Layout, value: () => number): void {
  if (!stepper.gradient) {
    const first = value();
    if (!Number.isFinite(first)) throw new Error(`the value at x0 is ${first}`);
    return;
  }
  const gradient = stepper.gradient();
  const wrong = gradient.findIndex((slope) => !Number.isFinite(slope));
  if (wrong >= 0) throw new Error(`the gradient at x0 is ${gradient[wrong]} in x${layout.nameOf(wrong)}`);
}

import { differenceStep } from './differences.js';
import type { Evaluator } from './evaluator.js';
import { largest } from './finite.js';

/** ∇²f v: the user's product, or (∇f(x + εv) − ∇f(x − εv)) / 2ε. */
export function hvp(evaluator: Evaluator, x: Float64Array, v: Float64Array, into: Float64Array): void {
  if (evaluator.has('hvp')) {
    evaluator.fill('hvp', into, x, evaluator.layout.pointOf(v));
    return;
  }
  const length = largest(v);
  if (length === 0) {
    into.fill(0);
    return;
  }
  const step = (differenceStep * Math.max(1, largest(x))) / length;
  const behind = new Float64Array(x.length);
  evaluator.gradient(
    x.map((value, i) => value + step * v[i]),
    into,
  );
  evaluator.gradient(
    x.map((value, i) => value - step * v[i]),
    behind,
  );
  for (let i = 0; i < x.length; i++) into[i] = (into[i] - behind[i]) / (2 * step);
}

import type { Value } from '../rule/value.js';

/** Norm a over norm b, and 1 where either is 0: a variable at 0 has to move too. */
export const trustRatio = (a: Value, b: Value) => a.div(b).where(a.greater(0).logicalAnd(b.greater(0)), 1);

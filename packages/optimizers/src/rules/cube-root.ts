import type { Value } from '../rule/value.js';

/**
 * ∛x for x from 0 to 1e300, in operations that every kernel has: x^(1/4 + 1/16 + 1/64 + 1/256) is within a factor of 2.5 of it
 * (in float32 within a seventh), and each step of Halley's method about cubes the relative error.
 */
export function cubeRoot(x: Value): Value {
  const [a, b, c, d] = fourthRoots(x);
  let y = a.mul(b).mul(c.mul(d));
  for (let i = 0; i < 4; i++) {
    const cube = y.square().mul(y);
    y = y.mul(cube.add(x.mul(2)).div(cube.mul(2).add(x)));
  }
  return y.where(x.greater(0), x);
}

/** x^(1/4), x^(1/16), x^(1/64), x^(1/256). */
function fourthRoots(x: Value): [Value, Value, Value, Value] {
  const fourthRoot = (value: Value) => value.sqrt().sqrt();
  const [a, b, c] = [fourthRoot(x), fourthRoot(fourthRoot(x)), fourthRoot(fourthRoot(fourthRoot(x)))];
  return [a, b, c, fourthRoot(c)];
}

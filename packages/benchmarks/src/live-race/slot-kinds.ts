import { type Float64Optimizer, minimize } from '@optimizer-zoo/optimizers/float64';

/**
 * What the numbers of a slot are: a direction in the plane, up the gradient or down, a place in it, or sizes such as sums of
 * squares.
 */
export type SlotKind = 'up' | 'down' | 'place' | 'size';

interface Differentiable {
  value(x: ArrayLike<number>): number;
  gradient(x: ArrayLike<number>): number[];
}

/**
 * Of what kind the slots of an optimizer are, found by what they do: where the function and the start are mirrored at the
 * origin, directions and places are mirrored too, and where both are moved, places are moved too.
 */
export function slotKinds(
  optimizer: Float64Optimizer,
  { value, gradient }: Differentiable,
  start: readonly number[],
): Readonly<Record<string, SlotKind>> {
  // with the first step alone some are still zero
  const slotsOf = (objective: Differentiable, from: readonly number[], maxSteps = 2) =>
    minimize(objective, [...from], { optimizer, maxSteps }).save().slots;
  const negative = (x: ArrayLike<number>) => Array.from(x, (one) => -one);
  const apart = 1 + Math.max(...start.map(Math.abs));
  const back = (x: ArrayLike<number>) => Array.from(x, (one) => one - apart);
  const uphill = gradient(start);
  const first = slotsOf({ value, gradient }, start, 1);
  const plain = slotsOf({ value, gradient }, start);
  const mirrored = slotsOf(
    { value: (x) => value(negative(x)), gradient: (x) => negative(gradient(negative(x))) },
    negative(start),
  );
  const moved = slotsOf(
    { value: (x) => value(back(x)), gradient: (x) => gradient(back(x)) },
    start.map((one) => one + apart),
  );
  return Object.fromEntries(
    Object.entries(plain).map(([name, numbers]) => {
      const [here, there, beyond] = [numbers, mirrored[name]!, moved[name]!].map((one) => one.map(Number));
      if (here.length !== start.length || !isNear(here, negative(there))) return [name, 'size'];
      if (isNear(here, back(beyond))) return [name, 'place'];
      const slopeOf = (one: readonly unknown[]) => uphill.reduce((sum, up, axis) => sum + up * Number(one[axis]), 0);
      return [name, (slopeOf(first[name] ?? []) || slopeOf(here)) > 0 ? 'up' : 'down'];
    }),
  );
}

/** Equal but for rounding; nothing is near to zeros, which say nothing. */
function isNear(a: readonly number[], b: readonly number[]): boolean {
  const size = Math.max(...a.map(Math.abs));
  return size > 0 && a.every((one, index) => Math.abs(one - b[index]!) <= 1e-6 * size);
}

/** Heights for contours that are even in the logarithm of the height above the lowest; `floor` of the range is added. */
export const logHeights = (values: ArrayLike<number>, [low, high]: readonly [number, number], floor = 1e-3): number[] =>
  Array.from(values, (value) => Math.log10(value - low + floor * (high - low)));

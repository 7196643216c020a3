/** `count` numbers, evenly from one to the other. */
export const ticks = ([from, to]: readonly [number, number], count: number): number[] =>
  Array.from({ length: count }, (_, i) => (from * (count - 1 - i) + to * i) / (count - 1));

/** The largest absolute value; NaN if one is. */
export function largest(values: Float64Array): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (!(size <= found)) found = size;
    if (Number.isNaN(size)) return size;
  }
  return found;
}

/** Whether all are; four sums, as one would wait for itself at each element. */
export function areFinite(values: Float64Array): boolean {
  const { length } = values;
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    a += 0 * values[i]; // 0, or NaN
    b += 0 * values[i + 1];
    c += 0 * values[i + 2];
    d += 0 * values[i + 3];
  }
  for (; i < length; i++) a += 0 * values[i];
  return a + b + c + d === 0;
}

/** Asserts that each |actual_i − expected_i| is within tolerance (1 + |expected_i|). */
export function expectNear(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  const errors = actual.map((value, i) => Math.abs(value - expected[i]!) / (1 + Math.abs(expected[i]!)));
  expect(Math.max(...errors)).toBeLessThanOrEqual(tolerance);
}

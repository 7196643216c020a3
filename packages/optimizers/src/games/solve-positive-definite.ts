/** The solution of M d = b for a symmetric positive definite M, by Cholesky's factors M = L L′, in float64. */
export function solvePositiveDefinite(M: readonly (readonly number[])[], b: readonly number[]): number[] {
  const L = M.map((row) => row.map(() => 0));
  for (let i = 0; i < M.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = M[i][j];
      for (let k = 0; k < j; k++) rest -= L[i][k] * L[j][k];
      L[i][j] = i === j ? Math.sqrt(rest) : rest / L[j][j];
    }
  }
  const d = [...b];
  for (let i = 0; i < d.length; i++) {
    for (let k = 0; k < i; k++) d[i] -= L[i][k] * d[k];
    d[i] /= L[i][i];
  }
  for (let i = d.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < d.length; k++) d[i] -= L[k][i] * d[k];
    d[i] /= L[i][i];
  }
  return d;
}

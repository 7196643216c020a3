/**
 * The rows of X with A X = B, by LU decomposition with partial pivoting; undefined where a pivot is 0. Works on the rows it
 * is given, of A and of B.
 */
export function solveByElimination(a: Float64Array[], b: Float64Array[]): Float64Array[] | undefined {
  const n = a.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) pivot = i;
    if (a[pivot][k] === 0) return undefined;
    for (const rows of [a, b]) [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    for (let i = k + 1; i < n; i++) {
      const factor = a[i][k] / a[k][k];
      subtract(a[i], a[k], factor, k);
      subtract(b[i], b[k], factor);
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let i = k + 1; i < n; i++) subtract(b[k], b[i], a[k][i]);
    for (let j = 0; j < b[k].length; j++) b[k][j] /= a[k][k];
  }
  return b;
}

/** x ← x − factor y, from an element on */
function subtract(x: Float64Array, y: Float64Array, factor: number, from = 0): void {
  for (let j = from; j < x.length; j++) x[j] -= factor * y[j];
}

// Vectors on the host, in float64.
export type Vector = Float64Array;

/** Σ a b */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

export const norm = (a: Vector): number => Math.sqrt(dot(a, a));

/** The same without the overflow of squares, of however many. */
export const lengthOf = (a: Vector): number => a.reduce((length, value) => Math.hypot(length, value), 0);

export const scaled = (a: Vector, by: number): Vector => a.map((value) => by * value);

/** x + t d */
export const along = (x: Vector, d: Vector, t: number): Vector => x.map((value, i) => value + t * d[i]);

/** a ← a + b scale */
export function accumulate(a: Vector, b: Vector, scale: number): void {
  for (let i = 0; i < a.length; i++) a[i] += scale * b[i];
}

/** a ← a less its part in the span of a basis. Twice is enough (Kahan; Parlett 1980, The Symmetric Eigenvalue Problem). */
export function orthogonalize(a: Vector, basis: readonly Vector[]): void {
  for (let times = 0; times < 2; times++) for (const b of basis) accumulate(a, b, -dot(a, b));
}

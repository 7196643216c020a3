/** A function at one point, as a quadratic q(p) = f + g'p + p'Hp / 2. What nobody asks for is not measured. */
export interface Model {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** g, or with bounds P(x − g) − x: what is 0 at a minimum. */
  readonly descent: Float64Array;
  /** −(H + damping I)⁻¹ g; of what bounds hold, −g. Undefined unless that matrix is positive definite and all is finite. */
  direction(damping: number): Float64Array | undefined;
  /** p'Hp */
  curvature(p: Float64Array): number;
}

/** −g of what is held, d of the rest. */
export function besideHeld(d: Float64Array, g: Float64Array, held: readonly boolean[]): Float64Array {
  for (let i = 0; i < d.length; i++) if (held[i]) d[i] = -g[i];
  return d;
}

/** A step s and the change y of the gradient over it. */
export interface Pair<V> {
  readonly s: V;
  readonly y: V;
}

/** What the recursion does with vectors, whatever they are. */
export interface Vectors<V> {
  dot(a: V, b: V): number;
  /** factor a */
  scale(a: V, factor: number): V;
  /** a + factor b; a is not needed any more. */
  add(a: V, b: V, factor: number): V;
}

/** Whether a pair tells of a curvature above zero: others say nothing of use. */
export const isCurved = <V>({ s, y }: Pair<V>, { dot }: Pick<Vectors<V>, 'dot'>): boolean => dot(y, s) > 1e-10;

/** −H g by the two loops of Nocedal 1980, "Updating Quasi-Newton Matrices with Limited Storage". */
export function twoLoop<V>(pairs: readonly Pair<V>[], g: V, { dot, scale, add }: Vectors<V>): V {
  let q = scale(g, -1);
  const alphas: number[] = [];
  for (const [i, { s, y }] of [...pairs.entries()].reverse()) {
    alphas[i] = dot(s, q) / dot(y, s);
    q = add(q, y, -alphas[i]);
  }
  const last = pairs.at(-1);
  if (last) q = scale(q, dot(last.y, last.s) / dot(last.y, last.y));
  for (const [i, { s, y }] of pairs.entries()) q = add(q, s, alphas[i] - dot(y, q) / dot(y, s));
  return q;
}

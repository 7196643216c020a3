import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** The plane in which points vary most. */
export interface PrincipalPlane {
  /** The mean of the points. */
  readonly origin: Float64Array;
  /** Two orthonormal vectors: the first two principal components. */
  readonly directions: readonly [Float64Array, Float64Array];
  /** The share of the points' variance along each. */
  readonly shares: readonly [number, number];
  /** The points, projected on the plane. */
  readonly coordinates: readonly (readonly [number, number])[];
}

/**
 * The first two principal components of m points in n dimensions, n ≥ 2, as of Li et al. 2018, Visualizing the Loss Landscape
 * of Neural Nets, arXiv:1712.09913, section 7; there about the last point of one run, here about the mean of all points. With
 * rows x_i − x̄ of X, by the eigenpairs (λ, u) of the small Gram matrix X X':
 *
 *     v = X' u / √λ      share = λ / trace      coordinates √λ u
 *
 * Points on a line have no second component; its place takes a unit vector across the first, with share 0.
 *
 * @returns undefined where all points are one.
 */
export function principalPlane(points: readonly ArrayLike<number>[]): PrincipalPlane | undefined {
  const rows = new Matrix(points.map((point) => Float64Array.from(point)));
  const origin = Float64Array.from(rows.mean('column'));
  rows.subRowVector([...origin]);
  const gram = rows.mmul(rows.transpose());
  const total = gram.trace();
  if (total === 0) return undefined;
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
  const last = points.length - 1; // in ascending order
  const component = (k: number) => {
    const value = k > last ? 0 : realEigenvalues[last - k];
    if (value <= tiny * total) return undefined;
    const column = eigenvectorMatrix.getColumnVector(last - k);
    return { share: value / total, direction: Float64Array.from(rows.transpose().mmul(column).to1DArray(), (x) => x / Math.sqrt(value)) }; // biome-ignore format: one line
  };
  const first = component(0)!;
  const second = component(1) ?? { share: 0, direction: across(first.direction) };
  const directions = [first.direction, second.direction] as const;
  const at = rows.mmul(new Matrix(directions.map((direction) => [...direction])).transpose()).to2DArray();
  return { origin, directions, shares: [first.share, second.share], coordinates: at as [number, number][] };
}

/** A smaller share of the variance is rounding. */
const tiny = 1e-14;

/** A unit vector at a right angle to a unit vector: the axis that it is farthest from, with its part along it taken away. */
function across(direction: Float64Array): Float64Array {
  const axis = direction.reduce((best, x, i) => (Math.abs(x) < Math.abs(direction[best]) ? i : best), 0);
  const along = direction[axis];
  const length = Math.sqrt(1 - along ** 2);
  return direction.map((x, i) => ((i === axis ? 1 : 0) - along * x) / length);
}

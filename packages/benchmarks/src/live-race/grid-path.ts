/** Units of a path for one of the grid. */
export const fineness = 10;

/** Polygons as the path of an SVG. */
export const gridPath = (polygons: readonly (readonly (readonly number[][])[])[]): string =>
  polygons.flat().map(ringPath).join('');

/** In whole numbers, each point relative to the last. */
function ringPath(ring: readonly (readonly number[])[]): string {
  const points = ring.map((point) => point.map((one) => Math.round(one * fineness)) as [number, number]);
  const steps = points.slice(1).map(([x, y], index) => `${x - points[index]![0]} ${y - points[index]![1]}`);
  return `M${points[0]!.join(' ')}l${steps.join(' ').replaceAll(' -', '-')}z`;
}

import type { Plane } from '../plane.js';
import type { Track } from '../track.js';

/** Farther than this from the stage nothing is drawn. */
const far = 1e5;

/** The way through the plane as the path of an SVG; places less than half a pixel apart are one. */
export function trackPath({ points }: Track, { toPixels }: Plane): string {
  let [path, lastX, lastY] = ['', Number.NaN, Number.NaN];
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = toPixels(points[at]!, points[at + 1]!);
    if (!(Math.abs(x) < far && Math.abs(y) < far)) break;
    if (Math.hypot(x - lastX, y - lastY) < 0.5) continue;
    path += `${path ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    [lastX, lastY] = [x, y];
  }
  return path;
}

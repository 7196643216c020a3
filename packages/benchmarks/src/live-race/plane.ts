import type { Frame } from './race.js';

/** Pixels of a place on the stage. */
export type Pixels = readonly [x: number, y: number];

/** From the plane of the landscape to the stage and back. The frame is a square in the middle, as large as fits. */
export interface Plane {
  readonly frame: Frame;
  readonly width: number;
  readonly height: number;
  toPixels(x: number, y: number): Pixels;
  toPoint(x: number, y: number): readonly [number, number];
  /** All that the stage shows. */
  readonly seen: Frame;
}

export function planeOf(frame: Frame, width: number, height: number): Plane {
  const [left, right, bottom, top] = frame;
  const side = Math.max(1, Math.min(width, height));
  const [perX, perY] = [side / (right - left), side / (top - bottom)];
  const [x0, y0] = [(width - side) / 2, (height - side) / 2];
  const toPoint = (x: number, y: number) => [left + (x - x0) / perX, top - (y - y0) / perY] as const;
  const [[seenLeft, seenTop], [seenRight, seenBottom]] = [toPoint(0, 0), toPoint(width, height)];
  return {
    frame,
    width,
    height,
    toPixels: (x, y) => [x0 + (x - left) * perX, y0 + (top - y) * perY],
    toPoint,
    seen: [seenLeft, seenRight, seenBottom, seenTop],
  };
}

/** The frame magnified by a factor, so that a point stays where it is. */
export function zoomed([left, right, bottom, top]: Frame, factor: number, [x, y]: readonly [number, number]): Frame {
  const about = (end: number, centre: number) => centre + (end - centre) / factor;
  return [about(left, x), about(right, x), about(bottom, y), about(top, y)];
}

/** The frame moved. */
export const moved = ([left, right, bottom, top]: Frame, dx: number, dy: number): Frame => [
  left + dx,
  right + dx,
  bottom + dy,
  top + dy,
];

/** Whether all of one frame lies in another. */
export const isWithin = (inner: Frame, outer: Frame): boolean =>
  inner[0] >= outer[0] && inner[1] <= outer[1] && inner[2] >= outer[2] && inner[3] <= outer[3];

/** The frame with more around it. */
export function widened([left, right, bottom, top]: Frame, [across, up]: readonly [number, number]): Frame {
  const [x, y] = [((right - left) * (across - 1)) / 2, ((top - bottom) * (up - 1)) / 2];
  return [left - x, right + x, bottom - y, top + y];
}

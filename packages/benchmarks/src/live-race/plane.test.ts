import fc from 'fast-check';
import { isWithin, moved, planeOf, zoomed } from './plane.js';
import type { Frame } from './race.js';

const frame: Frame = [-2, 2, -1, 3];
const size = fc.integer({ min: 50, max: 2000 });
const place = fc.double({ min: -10, max: 10, noNaN: true });

test('pixels lead back to the point, and all of the frame is seen', () => {
  fc.assert(
    fc.property(size, size, place, place, (width, height, x, y) => {
      const plane = planeOf(frame, width, height);
      const [backX, backY] = plane.toPoint(...plane.toPixels(x, y));
      expect(backX).toBeCloseTo(x, 9);
      expect(backY).toBeCloseTo(y, 9);
      const slack = 1e-9;
      expect(isWithin(frame, zoomed(plane.seen, 1 - slack, [0, 1]))).toBe(true);
    }),
  );
});

test('a place that is zoomed at stays where it is', () => {
  const before = planeOf(frame, 600, 400).toPixels(1, 2);
  const after = planeOf(zoomed(frame, 3, [1, 2]), 600, 400).toPixels(1, 2);
  expect(after[0]).toBeCloseTo(before[0], 9);
  expect(after[1]).toBeCloseTo(before[1], 9);
});

test('a frame is moved in both directions', () => expect(moved(frame, 1, -1)).toEqual([-1, 3, -2, 2]));

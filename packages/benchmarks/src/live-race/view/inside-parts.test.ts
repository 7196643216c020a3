import { planeOf } from '../plane.js';
import { arrowsOf, magnificationOf } from './inside-parts.js';

const inside = {
  step: 3,
  from: [1, 2],
  to: [0.5, 2],
  gradient: [4, 0],
  slots: [
    { name: 'm', kind: 'up', before: [0, 0], after: [3, -1] },
    { name: 'b', kind: 'down', before: [0, 0], after: [-3, 1] },
    { name: 'z', kind: 'place', before: [0, 0], after: [4, 4] },
    { name: 'v', kind: 'size', before: [0, 0], after: [9, 9] },
    { name: 'nothing', kind: 'up', before: [0, 0], after: [0, 0] },
  ],
} as const;

test('gradients and their averages lead down, places from where the step begins, sizes nowhere', () => {
  expect(arrowsOf(inside).map(({ name, way }) => [name, ...way])).toEqual([
    ['grad', -4, -0],
    ['m', -3, 1],
    ['b', -3, 1],
    ['z', 3, 2],
    ['param', -0.5, 0],
  ]);
});

test.each([
  [100, 1],
  [40, 1],
  [39, 2],
  [9, 5],
  [0.0039, 20000],
])('a step of %d pixels is drawn %i times as long', (pixels, times) => {
  const plane = planeOf([0, 100, 0, 100], 100, 100);
  expect(magnificationOf({ ...inside, from: [0, 0], to: [0, pixels] }, plane)).toBeCloseTo(times, 6);
});

test('what does not move is drawn as it is', () => {
  expect(magnificationOf({ ...inside, to: inside.from }, planeOf([0, 1, 0, 1], 100, 100))).toBe(1);
});
